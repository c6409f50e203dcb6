import { reset } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import type { Frozen } from '../../data/frozen.ts';
import { toBundle } from '../../data/manifest.ts';
import { toPublication } from '../../data/publication.ts';
import { linesOf } from '../data/fixture.ts';
import { ASSETS, computed, releasesOf, STORY } from '../data/frozen.fixture.ts';
import { readBundle } from './published.ts';

const HOST = 'https://xizang-trade.example';
const get = (path: string, init?: RequestInit) => exports.default.fetch(new Request(HOST + path, init));
const json = async (path: string) => (await get(path)).json<Record<string, unknown>>();

/** The story, and a fourth release in which the exports are withdrawn for the total. */
const WITHDRAWN = {
  ...STORY[2],
  'facts.csv': linesOf('facts.csv'),
  'withdrawals.csv': [...linesOf('withdrawals.csv'), 'exports-2024,total-2024,They were counted twice.,重复计算。'],
};
const PUBLISHED = new Date('2026-05-04T03:02:01Z');
let releases: Frozen[];

beforeAll(async () => {
  await reset();
  releases = await releasesOf(...STORY, WITHDRAWN);
  const { dataset, computed: follows } = computed(WITHDRAWN);
  const { release, files } = await toPublication(dataset, follows, releases, ASSETS);
  const bundle = await toBundle(
    release,
    files,
    releases.map((each) => each.release),
  );
  await push(env.RELEASES, bundle, PUBLISHED);
  expect((await json('/health')).release).toBe('2025-05-04.1');
});

describe('a frozen file', () => {
  it('has the bytes that were frozen, dated by its release, for ever', async () => {
    for (const { release, bytes } of releases) {
      for (const [path, expected] of bytes) {
        const response = await get(`/releases/${release.id}/${path}`);
        expect(response.status, path).toBe(200);
        expect(new Uint8Array(await response.arrayBuffer())).toEqual(expected);
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=31536000, immutable',
          'content-type': release.files.find((file) => file.path === path)?.type,
          'last-modified': new Date(release.released).toUTCString(),
          link: `</${path}>; rel="latest-version"`,
          release: release.id,
        });
        expect(response.headers.has('Release-State')).toBe(false);
      }
    }
  });

  it('can be asked for a part, which stays what it is as well', async () => {
    const whole = (await (await get('/releases/2025-05-01.1/observations.csv')).text()).split('\r\n');
    const response = await get('/releases/2025-05-01.1/observations.csv?flow=total&sort=-value');
    const part = (await response.text()).split('\r\n');
    expect(part.toSorted()).toEqual(
      whole.filter((line, index) => index === 0 || line === '' || line.includes(',total,')).toSorted(),
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': 'inline; filename="xizang-trade-observations-selection-2025-05-01.1.csv"',
      link: '</observations.csv>; rel="latest-version"',
      release: '2025-05-01.1',
      'row-count': String(part.length - 2),
    });
    const fields = await get('/releases/2025-05-01.1/observations.csv?status=stated&fields=period_start,value');
    expect(await fields.text()).toBe('period_start,value\r\n2023-01,80\r\n2024-01,100\r\n');
    const inJson = await json('/releases/2025-05-01.1/observations.json?flow=total');
    expect([inJson.release, inJson.count]).toEqual(['2025-05-01.1', part.length - 2]);
  });

  it('is found in the seed where what is served does not know it, as after a rollback', async () => {
    const { manifest, values } = await readBundle();
    const newest = manifest.releases.at(-1);
    expect(newest?.id).toMatch(/^\d{4}-/);
    const path = `/releases/${newest?.id}/observations.csv`;
    const sha256 = manifest.files.find((file) => file.path === path)?.sha256 ?? '';
    const response = await get(path);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(values.get(`blob/${sha256}`));
    expect([response.headers.get('Release'), response.headers.get('Cache-Control')]).toEqual([
      newest?.id,
      'public, max-age=31536000, immutable',
    ]);
    for (const other of ['', 'dataset.bib', 'claims.csv?partner=NP']) {
      expect([other, (await get(`/releases/${newest?.id}/${other}`)).status]).toEqual([other, 200]);
    }
    expect((await get('/releases/2030-01-01.1/observations.csv')).status).toBe(404);
  });

  it('can be cited, with the digest of its own file and its own page', async () => {
    const text = await (await get('/releases/2025-05-01.1/dataset.txt')).text();
    const digest = releases[0]?.release.files.find(({ path }) => path === 'observations.csv')?.sha256;
    expect(text).toBe(
      `The apples (2025). Apples (Release 2025-05-01.1, 2025-05-01) [Data set]. https://apples.example/releases/2025-05-01.1/ (SHA-256 of observations.csv in this release: ${digest}.)\n`,
    );
    for (const suffix of ['bib', 'ris', 'csl.json', 'md']) {
      expect(await (await get(`/releases/2025-05-01.1/dataset.${suffix}?lang=zh`)).text()).toContain(
        '/zh/releases/2025-05-01.1/',
      );
    }
    expect((await get('/releases/2025-05-09.1/dataset.bib')).status).toBe(404);
    expect((await get('/releases/2025-05-01.1/dataset.bib?lang=fr')).status).toBe(400);
  });

  it('says how many rows it has', async () => {
    for (const file of ['observations.csv', 'claims.json', 'changes.csv', 'observations.ndjson']) {
      const { count } = await json(`/releases/2025-05-01.1/${file.split('.')[0]}.json`);
      expect([file, (await get(`/releases/2025-05-01.1/${file}`)).headers.get('Row-Count')]).toEqual([file, String(count)]);
    }
  });

  it.each(['observations.csv?as_of=2025-01-20', 'observations.json?parnter=NP', 'facts.json?topic=totals', 'changes.csv?x=1'])(
    'refuses what would be computed anew, or is not understood: %s',
    async (query) => {
      expect((await get(`/releases/2025-05-01.1/${query}`)).status).toBe(400);
    },
  );

  it('is where its link says in its newest version', async () => {
    const frozen = await get('/releases/2025-05-04.1/observations.csv');
    const latest = /<(.*)>/.exec(frozen.headers.get('Link') ?? '')?.[1] ?? '';
    expect(await (await get(latest)).text()).toBe(await frozen.text());
  });

  it('answers 304 to its tag and its date, and HEAD with its length', async () => {
    const path = '/releases/2025-05-01.1/observations.csv';
    const whole = await get(path);
    const size = (await whole.arrayBuffer()).byteLength;
    for (const headers of [
      { 'If-None-Match': whole.headers.get('ETag') ?? '' },
      { 'If-Modified-Since': 'Thu, 01 May 2025 12:00:00 GMT' },
    ]) {
      const response = await get(path, { headers });
      expect([response.status, response.headers.get('Link'), response.headers.get('Cache-Control')]).toEqual([
        304,
        whole.headers.get('Link'),
        whole.headers.get('Cache-Control'),
      ]);
    }
    expect((await get(path, { method: 'HEAD' })).headers.get('Content-Length')).toBe(String(size));
  });

  it.each([
    '/releases/2025-05-01.1/observations.csv?utm=1',
    '/releases/2025-05-01.1/facts.json?ids=total-2024',
    '/releases/2025-05-01.1/changes.csv?since=2025-05-01.1',
    '/releases/2025-05-01.1/observations.csv?as_of=2025-01-01',
  ])('%s is a 400 problem', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it.each([
    '/releases/__proto__/observations.csv',
    `/releases/${'1'.repeat(200)}/observations.csv`,
    '/releases/2025-05-09.1/observations.csv',
    '/releases/2025-05-01.1/release.json',
    '/releases/2025-05-01.1/constructor.csv',
    '/releases/2025-05-01.1/feed.json',
    '/releases/2025-05-01.1+draft/observations.csv',
  ])('%s is a 404 problem', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it.each(['/releases/2025-05-09.1/', `/releases/${'1'.repeat(200)}/`, '/zh/releases/1/'])('%s is a 404 page', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});

describe('/releases.json', () => {
  it('lists all releases, newest first, with their changes by class and their files with digests', async () => {
    const { release, count, releases: rows } = await json('/releases.json');
    expect([release, count]).toEqual(['2025-05-04.1', 4]);
    expect(rows).toEqual(
      releases.toReversed().map(({ release: { files, ...rest } }) => ({
        ...rest,
        changes: expect.any(Object),
        facts: expect.any(Object),
        files: files.map((file) => ({ ...file, path: `/releases/${rest.id}/${file.path}` })),
      })),
    );
    expect((rows as { facts: object; changes: object }[]).map(({ facts, changes }) => [facts, changes])).toEqual([
      [
        { added: 0, corrected: 0, revised: 0, withdrawn: 1 },
        { added: 0, corrected: 0, revised: 0, withdrawn: 0 },
      ],
      [
        { added: 1, corrected: 0, revised: 0, withdrawn: 0 },
        { added: 1, corrected: 0, revised: 0, withdrawn: 0 },
      ],
      [
        { added: 0, corrected: 0, revised: 1, withdrawn: 0 },
        { added: 0, corrected: 0, revised: 2, withdrawn: 0 },
      ],
      [
        { added: 1, corrected: 0, revised: 0, withdrawn: 0 },
        { added: 3, corrected: 0, revised: 0, withdrawn: 0 },
      ],
    ]);
  });
});

describe('the page of a release', () => {
  it('says what changed, from what to what, and why, and lists the files', async () => {
    const html = await (await get('/releases/2025-05-02.1/')).text();
    expect(html).toContain('<h1>Release 2025-05-02.1</h1>');
    expect(html).toContain('Note 2.');
    expect(html).toContain('0 added, 0 corrected, 1 revised, 0 withdrawn.');
    expect(html).toMatch(/<a href="\/facts\/total-2024">.*revised.*100 yuan.*104 yuan.*Claim c3 \(weekly-2025\) is new\./);
    expect(html).toMatch(/goods-trade_2024_xizang_world_total_operator-location_cny.*100.*104.*>4</);
    expect(html).toContain('href="/releases/2025-05-02.1/changes.csv"');
    expect(html).toContain('href="/releases/2025-05-01.1/"');
    expect(html).toContain(releases[1]?.release.files.find(({ path }) => path === 'facts.json')?.sha256);
  });

  it('says the same in Chinese', async () => {
    const html = await (await get('/zh/releases/2025-05-04.1/')).text();
    expect(html).toContain('<html lang="zh-Hans">');
    expect(html).toContain('<h1>版本2025-05-04.1</h1>');
    expect(html).toMatch(/<a href="\/zh\/facts\/exports-2024">.*撤回.*重复计算。/);
  });

  it('counts what was added, and says where it is listed', async () => {
    const html = await (await get('/releases/2025-05-01.1/')).text();
    expect(html).toContain('The table leaves out the 3 that were added; these files list all:');
  });
});

describe('/changes.json', () => {
  it('has the changes of this release', async () => {
    expect(await json('/changes.json')).toMatchObject({
      release: '2025-05-04.1',
      previous: '2025-05-03.1',
      count: 0,
      changes: [],
    });
  });

  it('has every change after a release, oldest first, each with its own', async () => {
    const answer = await json('/changes.json?since=2025-05-01.1');
    expect(answer).toMatchObject({ release: '2025-05-04.1', since: '2025-05-01.1', count: 3 });
    expect((answer.changes as { release: string; class: string }[]).map(({ release, class: kind }) => [release, kind])).toEqual([
      ['2025-05-02.1', 'revised'],
      ['2025-05-02.1', 'revised'],
      ['2025-05-03.1', 'added'],
    ]);
    expect(await json('/changes.json?since=2025-05-04.1')).toMatchObject({ count: 0, changes: [] });
  });

  it.each([
    '?since=2025-05-09.1',
    '?since=',
    '?since=__proto__',
    '?since=2025-05-01.1&since=2025-05-02.1',
    '?since=2025-05-01.1%2Bdraft',
    '?sinse=2025-05-01.1',
    '?since=2025-05-01.1&x=1',
  ])('%s is a 400 problem that says what would do', async (query) => {
    const response = await get(`/changes.json${query}`);
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([400, 'no-store']);
    const { errors } = await response.json<{ errors: { parameter: string; allowed?: string[] }[] }>();
    expect(errors.length).toBeGreaterThan(0);
    for (const { parameter, allowed } of errors) {
      if (parameter === 'since' && allowed !== undefined) expect(allowed).toEqual(releases.map(({ release }) => release.id));
    }
  });
});

describe('the history of a fact', () => {
  it('has every release in which it changed, oldest first, with class and reason', async () => {
    const { count, history } = await json('/facts/total-2024/history.json');
    expect(count).toBe(2);
    expect(history).toEqual([
      expect.objectContaining({ release: '2025-05-01.1', class: 'added', old_value: null, new_value: 100 }),
      expect.objectContaining({
        release: '2025-05-02.1',
        class: 'revised',
        old_value: 100,
        new_value: 104,
        reason: 'Claim c3 (weekly-2025) is new.',
        claims: ['c3'],
      }),
    ]);
  });

  it('is on the page of the fact', async () => {
    const html = await (await get('/facts/total-2024')).text();
    expect(html).toMatch(/What it showed before[\s\S]*2025-05-01\.1.*added[\s\S]*2025-05-02\.1.*revised.*100 yuan.*104 yuan/);
    expect(await (await get('/zh/facts/total-2024')).text()).toMatch(/历次变动[\s\S]*修订.*新增原始数据c3（weekly-2025）。/);
  });

  it.each(['/facts/total-1924/history.json', '/facts/__proto__/history.json'])('%s is a 404 problem', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('takes no parameter', async () => {
    expect((await get('/facts/total-2024/history.json?as_of=2025-01-01')).status).toBe(400);
  });
});

describe('a withdrawn fact', () => {
  it('is a 410 problem with the day, the reason and what to take instead', async () => {
    for (const path of ['/facts/exports-2024.json', '/facts/exports-2024.json?as_of=2025-05-03']) {
      const response = await get(path);
      expect([response.status, response.headers.get('Content-Type')]).toEqual([410, 'application/problem+json; charset=utf-8']);
      expect(await response.json()).toEqual({
        type: '/problems#withdrawn',
        status: 410,
        title: 'Withdrawn',
        detail: 'This fact was withdrawn in release 2025-05-04.1. It stays in the releases before.',
        withdrawal: {
          release: '2025-05-04.1',
          withdrawn: '2025-05-04',
          reason: 'They were counted twice.',
          replacement: '/facts/total-2024.json',
        },
      });
    }
  });

  it('says in its frame as well when and why it went, and leads to what to take instead', async () => {
    const response = await get('/facts/exports-2024/frame?theme=dark');
    expect(response.status).toBe(410);
    expect(response.headers.get('Content-Security-Policy')).not.toContain('frame-ancestors');
    expect(await response.text()).toMatch(
      /This fact was withdrawn[\s\S]*2025-05-04\. .*They were counted twice\.[\s\S]*href="https:\/\/[^"]+\/facts\/total-2024"/,
    );
    expect((await get('/oembed.json?url=/facts/exports-2024')).status).toBe(410);
  });

  it('has a page that says so in each language', async () => {
    const [en, zh] = await Promise.all([get('/facts/exports-2024'), get('/zh/facts/exports-2024')]);
    expect([en.status, zh.status]).toEqual([410, 410]);
    expect(await en.text()).toMatch(
      /This fact was withdrawn[\s\S]*Withdrawn in release 2025-05-04\.1, 2025-05-04\. .*They were counted twice\.[\s\S]*60 yuan[\s\S]*href="\/facts\/total-2024"/,
    );
    expect(await zh.text()).toMatch(/此事实数据已撤回[\s\S]*重复计算。[\s\S]*60元[\s\S]*href="\/zh\/facts\/total-2024"/);
  });

  it('stays in the releases before, and keeps its history', async () => {
    const facts = async (id: string) => (await json(`/releases/${id}/facts.json`)).facts as { fact: string }[];
    expect((await facts('2025-05-03.1')).map(({ fact }) => fact)).toContain('exports-2024');
    expect((await facts('2025-05-04.1')).map(({ fact }) => fact)).not.toContain('exports-2024');
    expect((await json('/facts/exports-2024/history.json')).history).toEqual([
      expect.objectContaining({ class: 'added', new_value: 60 }),
      expect.objectContaining({ class: 'withdrawn', old_value: 60, new_value: null, replacement: 'total-2024' }),
    ]);
  });
});

describe('tables ahead of the newest release', () => {
  it('are served as a draft, beside all releases, with the changes that it would bring', async () => {
    const past = releases.slice(0, 1);
    const { dataset, computed: follows } = computed(STORY[1]);
    const { release, files } = await toPublication(dataset, follows, past, ASSETS);
    expect(release.id).toBe('2025-05-01.1+draft');
    const bundle = await toBundle(
      release,
      files,
      past.map((each) => each.release),
    );
    expect(bundle.manifest.releases).toEqual([{ id: '2025-05-01.1', released: '2025-05-01T12:00:00Z' }]);
    const list = JSON.parse(new TextDecoder().decode(files.find(({ path }) => path === '/releases.json')?.bytes));
    expect(list).toMatchObject({ release: '2025-05-01.1+draft', count: 1 });
  });
});
