import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { Topic } from '../../data/schema.ts';
import { PUBLISHED, publish } from '../worker/published.ts';

const HOST = 'https://xizang-trade.example';
const get = (path: string, init?: RequestInit) => exports.default.fetch(new Request(HOST + path, init));

const CSV = 'text/csv; charset=utf-8; header=present';
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const ATOM = 'application/atom+xml; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
const JSON_LD = 'application/ld+json; charset=utf-8';
/** Nothing compresses them further. */
const PACKED = [
  'image/png',
  'application/vnd.apache.parquet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'image/png',
];
const SCHEMAS = ['observations', 'checks', 'claims', 'sources', 'indicators', 'codes', 'milestones', 'facts'];

const FILES: [path: string, type: string][] = [
  ['/', HTML],
  ['/zh/', HTML],
  ['/observations.csv', CSV],
  ['/observations.json', JSON_TYPE],
  ['/observations.ndjson', 'application/x-ndjson; charset=utf-8'],
  ['/observations-excel.csv', CSV],
  ['/observations.parquet', 'application/vnd.apache.parquet'],
  ['/xizang-trade.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['/xizang-trade.zip', 'application/zip'],
  ['/claims.csv', CSV],
  ['/claims.json', JSON_TYPE],
  ['/sources.csv', CSV],
  ['/sources.json', JSON_TYPE],
  ['/indicators.csv', CSV],
  ['/indicators.json', JSON_TYPE],
  ['/codes.csv', CSV],
  ['/codes.json', JSON_TYPE],
  ['/milestones.csv', CSV],
  ['/milestones.json', JSON_TYPE],
  ['/checks.csv', CSV],
  ['/checks.json', JSON_TYPE],
  ['/changes.csv', CSV],
  ['/changes.json', JSON_TYPE],
  ['/withdrawals.csv', CSV],
  ['/withdrawals.json', JSON_TYPE],
  ['/dataset.json', JSON_TYPE],
  ['/datapackage.json', JSON_TYPE],
  ['/csvw.json', 'application/csvm+json; charset=utf-8'],
  ['/dataset.jsonld', JSON_LD],
  ['/dcat.jsonld', JSON_LD],
  ...SCHEMAS.map((name): [string, string] => [`/schemas/${name}.schema.json`, 'application/schema+json; charset=utf-8']),
  ['/.well-known/api-catalog', 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'],
  ['/llms.txt', TEXT],
  ['/.well-known/security.txt', TEXT],
  ['/robots.txt', TEXT],
  ['/sitemap.xml', 'application/xml; charset=utf-8'],
  ['/tables.json', JSON_TYPE],
  ['/facts.json', JSON_TYPE],
  ['/history.json', JSON_TYPE],
  ['/releases.json', JSON_TYPE],
  ['/feed.atom', ATOM],
  ['/feed.json', 'application/feed+json; charset=utf-8'],
  ...Topic.options.map((topic): [string, string] => [`/feeds/${topic}.atom`, ATOM]),
  ['/icon.svg', 'image/svg+xml'],
  ['/xizang-trade.js', 'text/javascript; charset=utf-8'],
  ['/xizang-trade.css', CSS],
  ['/versions.json', JSON_TYPE],
  ['/page.css', CSS],
  ['/copy.js', 'text/javascript; charset=utf-8'],
  ['/embed.js', 'text/javascript; charset=utf-8'],
  ['/frame.css', CSS],
  ['/frame.js', 'text/javascript; charset=utf-8'],
  ['/openapi.json', JSON_TYPE],
  ['/docs', HTML],
  ['/embed', HTML],
  ['/zh/embed', HTML],
  ['/problems', HTML],
  ['/zh/problems', HTML],
];
const SLICES: [path: string, type: string][] = [
  ['/facts.json?ids=total-2025,total-2024', JSON_TYPE],
  ['/facts.json?topic=partners', JSON_TYPE],
  ['/facts/total-2025.json', JSON_TYPE],
  ['/facts.json?as_of=2026-01-28', JSON_TYPE],
  ['/facts/total-2025.json?as_of=2026-01-28', JSON_TYPE],
  ['/observations.csv?as_of=2026-01-28', CSV],
  ['/observations.json?as_of=2026-01-28', JSON_TYPE],
  ['/facts/total-2025/history.json', JSON_TYPE],
  ['/observations.csv?partner=NP,DE&from=2020&labels=en', CSV],
  ['/observations.json?indicator=goods-trade&latest=1&fields=partner,value&sort=-value', JSON_TYPE],
  ['/observations.ndjson?flow=export', 'application/x-ndjson; charset=utf-8'],
  ['/observations.csv?as_of=2026-01-28&partner=NP', CSV],
  ['/claims.csv?grade=A&frequency=year', CSV],
  ['/sources.json?language=zh', JSON_TYPE],
  ['/milestones.csv?partner=NP', CSV],
  ['/checks.csv?result=explained', CSV],
  ['/codes.json?codelist=partner', JSON_TYPE],
  ['/indicators.csv?additive=no', CSV],
  ['/observations', HTML],
  ['/zh/observations?partner=NP&sort=-value', HTML],
  ...['/dataset', '/facts/total-2025'].flatMap((cited): [string, string][] => [
    [`${cited}.bib`, 'application/x-bibtex; charset=utf-8'],
    [`${cited}.ris`, 'application/x-research-info-systems; charset=utf-8'],
    [`${cited}.csl.json`, 'application/vnd.citationstyles.csl+json; charset=utf-8'],
    [`${cited}.txt`, TEXT],
    [`${cited}.txt?lang=zh`, TEXT],
    [`${cited}.md`, 'text/markdown; charset=utf-8'],
  ]),
  ...['', '?lang=zh', '?theme=dark&shape=card'].flatMap((query): [string, string][] => [
    [`/facts/total-2025.svg${query}`, 'image/svg+xml'],
    [`/facts/total-2025.png${query}`, 'image/png'],
  ]),
  ['/badge/total-2025.svg', 'image/svg+xml'],
  ['/badge/total-2025.svg?lang=zh', 'image/svg+xml'],
  ['/facts/total-2025', HTML],
  ['/zh/embed?fact=total-2025&theme=dark&release=pinned', HTML],
  ['/facts/total-2025/frame', HTML],
  ['/facts/total-2025/frame?theme=dark&variant=compact&lang=zh', HTML],
  ['/oembed.json?url=https%3A%2F%2Fxizang-trade.example%2Ffacts%2Ftotal-2025&maxwidth=300', JSON_TYPE],
  ['/zh/facts/total-change-2025', HTML],
  ['/observations/goods-trade_2025_xizang_world_total_operator-location_cny.json', JSON_TYPE],
];
const ALL = [...FILES, ...SLICES];

let release = '';
beforeAll(async () => {
  const { manifest } = await publish();
  release = manifest.release;
  // The files of releases are in releases.test.ts, the versions of the element in versions.test.ts, what holds the pictures in pictures.test.ts, the
  // form in which tables are queried in columnar.test.ts
  const paths = manifest.files
    .map(({ path }) => path)
    .filter((path) => !/^\/(releases|feed|pictures|columnar|v[0-9.]+)\//.test(path));
  expect(paths).toEqual(FILES.map(([path]) => path).toSorted());
});

describe('every published URL', () => {
  it.each(ALL)('%s has its type, validators, caching and CORS; 304 and HEAD say the same', async (path, type) => {
    const whole = await get(path);
    const size = (await whole.arrayBuffer()).byteLength;
    expect(whole.status).toBe(200);
    expect({ vary: undefined, ...Object.fromEntries(whole.headers) }).toMatchObject({
      'access-control-allow-origin': '*',
      'accept-ranges': 'bytes',
      'access-control-expose-headers':
        'Accept-Ranges, Content-Disposition, Content-Range, ETag, Last-Modified, Link, Release, Release-State, Row-Count',
      'cache-control': 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; /),
      'content-type': type,
      'cross-origin-resource-policy': 'cross-origin',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'last-modified': PUBLISHED.toUTCString(),
      release,
      'release-state': 'current',
      'server-timing': 'store;desc="current"',
      'strict-transport-security': 'max-age=31536000',
      'timing-allow-origin': '*',
      vary: PACKED.includes(type) ? undefined : 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(size).toBeGreaterThan(30);

    const etag = whole.headers.get('ETag') ?? '';
    const unchanged = await get(path, { headers: { 'If-None-Match': etag } });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    expect(Object.fromEntries(unchanged.headers)).toEqual(
      Object.fromEntries([...whole.headers].filter(([name]) => !name.startsWith('content-type') && name !== 'content-length')),
    );

    const head = await get(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Object.fromEntries(head.headers)).toEqual({ ...Object.fromEntries(whole.headers), 'content-length': String(size) });
  });

  // Before any path is looked at: that of a file, of a page, and one that leads nowhere
  it.each(['/observations.csv', '/', '/nothing'])(
    '%s names the method that it does not take, and answers OPTIONS',
    async (path) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PURGE']) {
        const response = await get(path, { method, body: 'x'.repeat(1000) });
        expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
        await expectProblem(response, 405);
      }
      const response = await get(path, { method: 'OPTIONS' });
      expect(response.status).toBe(204);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        allow: 'GET, HEAD, OPTIONS',
        'strict-transport-security': 'max-age=31536000',
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    },
  );
});

describe('/health', () => {
  it('is never cached, and says what is served', async () => {
    const response = await get('/health');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'content-type': JSON_TYPE,
      release,
      'release-state': 'current',
      'x-content-type-options': 'nosniff',
    });
    expect(await response.json()).toMatchObject({ status: 'ok', state: 'current', release, seq: 1 });
  });
});

describe('conditional requests', () => {
  const before = new Date(PUBLISHED.getTime() - 1000).toUTCString();
  it.each<[what: string, headers: Record<string, string>, status: number]>([
    ['a list with the tag', { 'If-None-Match': '"x", TAG' }, 304],
    ['a list with the tag made weak', { 'If-None-Match': '"x",W/TAG , "y"' }, 304],
    ['any tag', { 'If-None-Match': '*' }, 304],
    ['an unquoted tag', { 'If-None-Match': 'abc' }, 200],
    ['only commas', { 'If-None-Match': ',,,' }, 200],
    ['another tag', { 'If-None-Match': '"abc"' }, 200],
    ['the date itself', { 'If-Modified-Since': PUBLISHED.toUTCString() }, 304],
    ['a later date in the form of RFC 850', { 'If-Modified-Since': 'Tuesday, 05-May-26 00:00:00 GMT' }, 304],
    ['a later date in the form of asctime', { 'If-Modified-Since': 'Tue May  5 00:00:00 2026' }, 304],
    ['an earlier date', { 'If-Modified-Since': before }, 200],
    ['a date that is none', { 'If-Modified-Since': '2027' }, 200],
    ['a day that is none', { 'If-Modified-Since': 'Monkey 2030' }, 200],
    ['half a date', { 'If-Modified-Since': 'Mon, 2030' }, 200],
    ['another tag and a later date', { 'If-None-Match': '"abc"', 'If-Modified-Since': 'Tue, 05 May 2026 00:00:00 GMT' }, 200],
    ['a tag that must match and does not', { 'If-Match': '"abc"' }, 412],
    ['any tag that must match', { 'If-Match': '*' }, 200],
    ['a range', { Range: 'bytes=0-9' }, 206],
    ['a range and the tag', { Range: 'bytes=0-9', 'If-None-Match': 'TAG' }, 304],
    ['a range and another tag that must match', { Range: 'bytes=0-9', 'If-Match': '"abc"' }, 412],
  ])('with %s', async (_, headers, status) => {
    const etag = (await get('/sources.csv')).headers.get('ETag') ?? '';
    const filled = Object.entries(headers).map(([name, value]): [string, string] => [name, value.replace('TAG', etag)]);
    const response = await get('/sources.csv', { headers: filled });
    await response.arrayBuffer();
    expect(response.status).toBe(status);
  });
});

describe('what does not exist', () => {
  it.each([
    '/observations.xml',
    '/Observations.csv',
    '/OBSERVATIONS.CSV',
    '/facts/no-such-fact.json',
    '/facts/__proto__.json',
    '/%6fbservations.csv',
    '/..%2fobservations.csv',
    '/%zz.csv',
    '/%c0%af.csv',
    '/.env',
    '/wp-login.php',
    '/seed/pointer/current.json',
  ])('%s is a 404 problem', async (path) => {
    await expectProblem(await get(path), 404);
  });

  it.each(['/nothing', '/observations.csv/', '/zh/nothing', '//evil.example/%2e%2e', '/%00', '/observations%2ecsv'])(
    '%s is a 404 page',
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get('Content-Type')]).toEqual([404, HTML]);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(await response.text()).toContain(path.startsWith('/zh/') ? '没有找到网页' : 'Page not found');
    },
  );

  it.each([`/${'x'.repeat(300)}.csv`, `/facts.json?ids=${'x'.repeat(1100)}`])(
    'an address that is too long is a 414 problem',
    async (path) => {
      await expectProblem(await get(path), 414);
    },
  );

  it('a parameter that a file does not take is a 400 problem', async () => {
    const problem = await expectProblem(await get('/observations.csv?parnter=NP'), 400);
    expect(problem.errors).toMatchObject([{ parameter: 'parnter', did_you_mean: 'partner' }]);
  });

  it('everything says over TLS that it is to be asked for over TLS, and nothing does without it (RFC 6797, 7.2)', async () => {
    for (const path of ['/', '/health', '/facts.json', '/nothing', '/nothing.csv', '/embed?fact=x', '/facts/x/frame']) {
      const [over, plain] = await Promise.all([get(path), exports.default.fetch(`http://xizang-trade.example${path}`)]);
      await Promise.all([over.arrayBuffer(), plain.arrayBuffer()]);
      const header = 'Strict-Transport-Security';
      expect([path, over.headers.get(header), plain.headers.get(header)]).toEqual([path, 'max-age=31536000', null]);
    }
  });
});

/** Checks that an error is a problem (RFC 9457) that anybody may read and nobody may cache. */
async function expectProblem(response: Response, status: number): Promise<Record<string, unknown>> {
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
  });
  const problem = await response.json<Record<string, unknown>>();
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^\/problems#[a-z-]+$/),
    status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  return problem;
}
