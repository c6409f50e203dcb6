import { reset } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { toBundle } from '../../data/manifest.ts';
import { toIntegrity, toVersionFiles, type VersionsAnswer } from '../../data/versions.ts';
import { version } from '../../package.json';

const HOST = 'https://xizang-trade.example';
const get = (path: string, init?: RequestInit) => exports.default.fetch(new Request(HOST + path, init));
const PUBLISHED = new Date('2026-05-04T03:02:01Z');

beforeAll(async () => {
  await reset();
  const builds = await Promise.all(
    [
      { version: '0.8.0', frozen: '2026-04-01' },
      { version: '0.9.0', frozen: null },
    ].map(async (version) => {
      const files = {
        'xizang-trade.js': `export const version = '${version.version}';`,
        'xizang-trade.css': '.xt-card{margin:0}',
      };
      return { ...version, files, integrity: await toIntegrity(files) };
    }),
  );
  const release = { id: '2026-05-04.1', released: '2026-05-04T00:00:00Z' };
  await push(env.RELEASES, await toBundle(release, toVersionFiles(builds)), PUBLISHED);
});

it.each([
  ['/v0.8.0/xizang-trade.js', 'text/javascript; charset=utf-8'],
  ['/v0.8.0/xizang-trade.css', 'text/css; charset=utf-8'],
])('%s is frozen: the same for ever, dated by the day on which it was frozen', async (path, type) => {
  const response = await get(path);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': type,
    'cross-origin-resource-policy': 'cross-origin',
    'last-modified': 'Wed, 01 Apr 2026 00:00:00 GMT',
    link: `</${path.split('/').at(-1)}>; rel="latest-version"`,
  });
  expect([response.headers.get('Release'), response.headers.get('Release-State')]).toEqual([null, null]);
  const etag = response.headers.get('ETag') ?? '';
  expect((await get(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
});

it('has the integrity that /versions.json says, over the bytes that are served', async () => {
  const { current, versions } = await (await get('/versions.json')).json<VersionsAnswer>();
  expect([current, versions.map(({ version }) => version)]).toEqual(['0.9.0', ['0.8.0', '0.9.0']]);
  for (const { version, integrity } of versions) {
    for (const [file, expected] of Object.entries(integrity)) {
      const bytes = await (await get(`/v${version}/${file}`)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
      expect(`sha384-${btoa(String.fromCharCode(...hash))}`).toBe(expected);
    }
  }
});

it('is cached for minutes only, while it is not frozen', async () => {
  const response = await get('/v0.9.0/xizang-trade.js');
  expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=300, /);
  expect(response.headers.get('Last-Modified')).toBe(PUBLISHED.toUTCString());
});

it('may be asked for with anything behind a question mark, as WordPress does', async () => {
  expect((await get('/v0.8.0/xizang-trade.js?ver=6.9')).status).toBe(200);
});

it('comes from the copy deployed with the Worker, where what is served was made before it', async () => {
  // The version of package.json, which the build deploys
  const response = await get(`/v${version}/xizang-trade.js`);
  expect(response.status).toBe(200);
  expect((await response.text()).length).toBeGreaterThan(1000);
});

it.each(['/v7.0.0/xizang-trade.js', '/v0.8.0/xizang-trade.mjs', '/v0.8/xizang-trade.js'])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});
