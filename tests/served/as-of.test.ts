import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FactsAnswer } from '../../data/fact.ts';
import { publish } from '../worker/published.ts';

type Row = {
  observation: string;
  value: number;
  status: string;
  claims: string[];
  claims_against: string[];
  source: string | null;
};
type Answer = { as_of?: string; count: number; observations: Row[] };

const fetchFrom = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));
const observations = async (date: string) => (await fetchFrom(`/observations.json?as_of=${date}`)).json<Answer>();
const on = ({ observations }: Answer, id: string) => observations.find(({ observation }) => observation === id);

const TOTAL = 'goods-trade_2025_xizang_world_total_operator-location_cny';
const CHANGE = 'goods-trade_change-on-year_2025_xizang_world_total_operator-location_percent_cny';
const GENERAL = 'goods-trade_2025_xizang_world_total_general-including-e-commerce_operator-location_cny';
const BELT_AND_ROAD = 'goods-trade_2025_xizang_bri_total_operator-location_cny';

beforeAll(async () => {
  await publish();
});

describe('as_of', () => {
  it('2026-01-28 knows the total of 2025, what is derived from it, and no general trade', async () => {
    const answer = await observations('2026-01-28');
    expect(answer).toMatchObject({ as_of: '2026-01-28', count: answer.observations.length });
    expect(on(answer, TOTAL)).toMatchObject({ value: 8479000000, claims: ['r013'] });
    expect(on(answer, CHANGE)).toMatchObject({ value: -33.089, status: 'derived' });
    expect(on(answer, GENERAL)).toBeUndefined();
  });

  it('2026-01-26 knows no total of 2025', async () => {
    const answer = await observations('2026-01-26');
    expect(on(answer, TOTAL)).toBeUndefined();
    expect(on(answer, CHANGE)).toBeUndefined();
  });

  it('shows what was printed first until something else was: Belt and Road partners', async () => {
    expect(on(await observations('2026-02-23'), BELT_AND_ROAD)).toMatchObject({
      value: 5760000000,
      status: 'stated',
      claims: ['r011'],
    });
    expect(on(await observations('2026-02-24'), BELT_AND_ROAD)).toMatchObject({
      value: 5746000000,
      status: 'contested',
      claims_against: ['r011'],
    });
  });

  it('has one row more for every key that a source of the day adds, and never loses a stated one', async () => {
    const stated = async (date: string) =>
      new Set(
        (await observations(date)).observations
          .filter(({ status }) => status !== 'derived')
          .map(({ observation }) => observation),
      );
    const [before, after] = [await stated('2024-04-16'), await stated('2024-04-17')];
    expect([...before].filter((id) => !after.has(id))).toEqual([]);
    expect(after.size).toBeGreaterThan(before.size);
  });

  it('a date after the last source gives the release itself', async () => {
    const whole = await (await fetchFrom('/observations.json')).json<Answer>();
    const today = new Date().toISOString().slice(0, 10);
    const { as_of, ...rest } = await observations(today);
    expect(as_of).toBe(today);
    expect(rest).toEqual(whole);
    expect(await (await fetchFrom(`/observations.csv?as_of=${today}`)).text()).toBe(
      await (await fetchFrom('/observations.csv')).text(),
    );
  });

  it('a date before the first source gives a header and no row', async () => {
    expect((await observations('1999-01-01')).count).toBe(0);
    expect((await (await fetchFrom('/observations.csv?as_of=1999-01-01')).text()).split('\r\n')).toHaveLength(2);
  });

  it('answers for facts, and names those that could not be known', async () => {
    const answer = await (
      await fetchFrom('/facts.json?ids=total-2025,total-2024,air-freight-2025&as_of=2026-01-27')
    ).json<FactsAnswer>();
    expect(answer.as_of).toBe('2026-01-27');
    expect(answer.facts.map(({ fact, claims }) => [fact, claims.length])).toEqual([
      ['total-2024', 4],
      ['total-2025', 1],
      ['air-freight-2025', 1],
    ]);
    const before = await (await fetchFrom('/facts.json?ids=total-2025,total-2024&as_of=2026-01-26')).json<FactsAnswer>();
    expect([before.facts.map(({ fact }) => fact), before.unknown]).toEqual([['total-2024'], ['total-2025']]);
  });

  it('answers for one fact, and 404 where it could not be known', async () => {
    expect((await fetchFrom('/facts/total-2025.json?as_of=2026-01-27')).status).toBe(200);
    expect((await fetchFrom('/facts/total-2025.json?as_of=2026-01-26')).status).toBe(404);
  });

  it.each(['2026-13-01', '2026-02-30', '2026', 'yesterday', '', '１９９９-01-01', '+2026-01-01'])(
    '%s is refused with a date that would do',
    async (date) => {
      for (const path of ['/observations.csv', '/observations.json', '/facts.json', '/facts/total-2025.json']) {
        const response = await fetchFrom(`${path}?as_of=${date}`);
        expect(response.status).toBe(400);
        expect((await response.json<{ errors: object[] }>()).errors).toEqual([
          expect.objectContaining({ parameter: 'as_of', allowed: ['a day, such as 2026-01-28'] }),
        ]);
      }
    },
  );

  it('two dates are refused', async () => {
    const response = await fetchFrom('/observations.csv?as_of=2026-01-28&as_of=2026-01-27');
    expect(response.status).toBe(400);
    expect((await response.json<{ errors: object[] }>()).errors).toMatchObject([
      { parameter: 'as_of', value: '2026-01-28 & 2026-01-27', detail: 'as_of stands here 2 times. Write it once.' },
    ]);
  });
});
