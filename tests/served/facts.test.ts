import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FactsAnswer } from '../../data/fact.ts';
import { publish } from '../worker/published.ts';

const fetchFrom = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));
const facts = async (path: string) => (await fetchFrom(path)).json<FactsAnswer>();
const idsOf = ({ facts }: FactsAnswer) => facts.map(({ fact }) => fact);

beforeAll(async () => {
  await publish();
});

describe('/facts.json', () => {
  it('has every fact, with as many as it counts', async () => {
    const answer = await facts('/facts.json');
    expect(answer.count).toBe(answer.facts.length);
    expect(answer.count).toBeGreaterThanOrEqual(24);
    expect(answer.license).toBe('https://creativecommons.org/licenses/by/4.0/');
  });

  it('answers a union of ids and topics, each fact once, in the order of the release', async () => {
    const answer = await facts('/facts.json?topic=fairs,logistics&ids=total-2025,delivery-time-2025,total-2014');
    expect(idsOf(answer)).toEqual([
      'total-2014',
      'total-2025',
      'air-freight-2025',
      'delivery-time-2025',
      'lhasa-import-expo-2025',
    ]);
    expect(answer.count).toBe(5);
    expect(answer.unknown).toBeUndefined();
  });

  it('names an unknown id among known ones', async () => {
    const answer = await facts('/facts.json?ids=total-2025,total-1925,apples');
    expect(idsOf(answer)).toEqual(['total-2025']);
    expect(answer.unknown).toEqual(['apples', 'total-1925']);
  });

  it('gives the same bytes and the same tag for an equal query in another order', async () => {
    const [a, b] = await Promise.all(
      ['/facts.json?ids=total-2025,total-2024&topic=fairs', '/facts.json?topic=fairs&ids=total-2024,total-2025,total-2024'].map(
        fetchFrom,
      ),
    );
    expect(await a?.text()).toBe(await b?.text());
    expect(a?.headers.get('ETag')).toBe(b?.headers.get('ETag'));
  });

  it('serves each fact of a slice in the very bytes of the whole', async () => {
    const whole = (await (await fetchFrom('/facts.json')).text()).split('\n').map((line) => line.replace(/,$/, ''));
    const slice = await (await fetchFrom('/facts.json?topic=partners')).text();
    const lines = slice.split('\n').filter((line) => line.startsWith('{"fact"'));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(whole).toContain(line.replace(/,$/, ''));
  });

  it.each<[query: string, errors: object[]]>([
    ['?ids=', [{ parameter: 'ids', value: '' }]],
    [
      '?ids=total-2025,',
      [{ parameter: 'ids', value: 'total-2025,', detail: 'ids has nothing before, between or behind its commas.' }],
    ],
    ['?ids=__proto__', [{ parameter: 'ids', value: '__proto__' }]],
    ['?ids=total-2025&ids=total-2024', [{ parameter: 'ids', value: 'total-2025 & total-2024' }]],
    ['?ids=A,total-2025,B', [{ parameter: 'ids', value: 'A,total-2025,B', detail: '"A", "B" are not values of ids.' }]],
    ['?topic=wine', [{ parameter: 'topic', value: 'wine', allowed: expect.arrayContaining(['totals', 'partners']) }]],
    ['?parnter=NP', [{ parameter: 'parnter', allowed: ['ids', 'topic', 'as_of'] }]],
    [
      '?id=total-2025&topic=x&ids=%00',
      [{ parameter: 'id', did_you_mean: 'ids' }, { parameter: 'topic', value: 'x' }, { parameter: 'ids' }],
    ],
  ])('%s is refused with all that is wrong with it', async (query, errors) => {
    const response = await fetchFrom(`/facts.json${query}`);
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([400, 'no-store']);
    expect((await response.json<{ errors: unknown }>()).errors).toEqual(errors.map((error) => expect.objectContaining(error)));
  });

  it.each([`!${'A'.repeat(900)}`, ','.repeat(1000)])(
    'does not send back more than it takes to recognise what was wrong',
    async (ids) => {
      const text = await (await fetchFrom(`/facts.json?ids=${ids}`)).text();
      expect(text.length).toBeLessThan(700);
      expect(JSON.parse(text).errors).toHaveLength(1);
    },
  );
});

describe('/facts/{fact}.json', () => {
  it('has the one fact, as the whole has it', async () => {
    const { fact, ...head } = await (await fetchFrom('/facts/total-2025.json')).json<{ fact: unknown; release: string }>();
    const whole = await facts('/facts.json');
    expect(fact).toEqual(whole.facts.find((each) => each.fact === 'total-2025'));
    const { release, released, license, attribution } = whole;
    expect(head).toEqual({ release, released, license, attribution });
  });
});
