import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../worker/published.ts';

const HOST = 'https://xizang-trade.example';
const get = (path: string) => exports.default.fetch(new Request(HOST + path));
const links = async (path: string) => {
  const response = await get(path);
  await response.arrayBuffer();
  return [...(response.headers.get('Link') ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?/g)].map(
    ([, target = '', relation = '', type]) => ({ target, relation, type }),
  );
};

beforeAll(async () => {
  await publish();
});

describe('the Link header', () => {
  it.each([
    ['/observations.csv', '/csvw.json', '/'],
    ['/claims.csv', '/csvw.json', '/'],
    ['/observations.json', '/schemas/observations.schema.json', '/'],
    ['/observations.ndjson', '/schemas/observations.schema.json', '/'],
    ['/checks.json', '/schemas/checks.schema.json', '/'],
    ['/observations.parquet', '/datapackage.json', '/'],
    ['/xizang-trade.xlsx', '/datapackage.json', '/'],
    ['/facts.json', '/schemas/facts.schema.json', '/'],
    ['/facts/total-2025.json', '/schemas/facts.schema.json', '/facts/total-2025'],
    ['/facts/total-2025', undefined, '/facts/total-2025'],
    ['/zh/facts/total-2025', undefined, '/facts/total-2025'],
    ['/observations/goods-trade_2025_xizang_world_total_operator-location_cny.json', undefined, '/'],
  ])('of %s names what describes it, the licence, and what to cite', async (path, describedby, cited) => {
    const { license } = await (await get('/dataset.json')).json<{ license: { url: string } }>();
    const found = await links(path);
    expect(found.filter(({ relation }) => relation === 'describedby').map(({ target }) => target)).toEqual(
      describedby === undefined ? [] : [describedby],
    );
    expect(found.filter(({ relation }) => relation === 'license').map(({ target }) => target)).toEqual([license.url]);
    expect(found.filter(({ relation }) => relation === 'cite-as').map(({ target }) => target)).toEqual([cited]);
  });

  it.each(['/', '/zh/'])(
    'of %s leads to the data, its descriptions and the catalogue, each of the type that it names',
    async (path) => {
      const found = await links(path);
      expect(found.filter(({ relation }) => relation === 'item')).toHaveLength(6);
      for (const { target, type } of found.filter(({ target }) => target.startsWith('/'))) {
        const response = await get(target);
        await response.arrayBuffer();
        expect([target, response.status]).toEqual([target, 200]);
        if (type !== undefined) expect(response.headers.get('Content-Type')?.split(';')[0]).toBe(type);
      }
    },
  );

  it('of the catalogue names the catalogue (RFC 9727)', async () => {
    expect(await links('/.well-known/api-catalog')).toEqual([
      { target: '/.well-known/api-catalog', relation: 'api-catalog', type: undefined },
    ]);
  });

  it.each(['/xizang-trade.js', '/page.css', '/health', '/nothing.json'])('of %s does not exist: it is no data', async (path) => {
    expect(await links(path)).toEqual([]);
  });

  it('leads in every catalogue and list to addresses that are served', async () => {
    const texts = await Promise.all(
      ['/.well-known/api-catalog', '/llms.txt', '/robots.txt', '/sitemap.xml', '/dataset.jsonld', '/dcat.jsonld'].map(
        async (path) => (await get(path)).text(),
      ),
    );
    const paths = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/https:\/\/xizang-trade\.example(\/[a-z0-9._/-]*)(?![a-z0-9._/{-])/g)].map(([, path]) => path ?? ''),
      ),
    );
    expect(paths.size).toBeGreaterThan(150);
    for (const path of paths) {
      const response = await get(path);
      await response.arrayBuffer();
      expect([path, response.status]).toEqual([path, 200]);
    }
  });
});

describe('every address of this origin in a page answers', () => {
  it.each([
    '/',
    '/zh/',
    '/docs',
    '/problems',
    '/zh/problems',
    '/embed',
    '/embed?fact=total-2025',
    '/facts/total-2025',
    '/zh/facts/belt-and-road-2025',
    '/observations?partner=NP',
    '/releases/2026-11-24.2/',
  ])('%s', async (path) => {
    const page = await (await get(path)).text();
    const found = [...page.matchAll(/ (?:href|src|action)="([^"#]+)/g)].map(([, target = '']) => target.replaceAll('&amp;', '&'));
    const own = new Set(found.map((target) => target.replace(HOST, '')).filter((target) => /^\/(?!\/)/.test(target)));
    expect(own.size).toBeGreaterThan(5);
    const failed: unknown[] = [];
    for (const target of own) {
      const response = await get(target);
      await response.arrayBuffer();
      if (response.status !== 200) failed.push([target, response.status]);
    }
    expect(failed).toEqual([]);
  });
});
