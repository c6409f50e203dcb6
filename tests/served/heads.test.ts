import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import dataset from '../../data/tables/dataset.json' with { type: 'json' };
import { publish } from '../worker/published.ts';

const get = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));
const textOf = async (path: string) => (await get(path)).text();
const metaOf = (page: string, name: string) => new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`).exec(page)?.[1];

beforeAll(async () => {
  await publish();
});

it.each(['/', '/zh/', '/observations', '/embed', '/docs', '/problems', '/releases/2026-11-24.2/', '/facts/total-2025'])(
  '%s says how it looks where it is shared',
  async (path) => {
    const page = await textOf(path);
    for (const name of ['og:title', 'og:description', 'og:url', 'og:site_name', 'og:type', 'twitter:card'])
      expect([name, metaOf(page, name)]).toEqual([name, expect.stringMatching(/./)]);
  },
);

describe('the page of a fact tells reference managers', () => {
  it.each([
    ['/facts/total-2025', '8.479 billion yuan', ''],
    ['/zh/facts/total-2025', '84.79亿元', '?lang=zh'],
  ])('%s', async (path, value, query) => {
    const page = await textOf(path);
    expect(metaOf(page, 'citation_title')).toContain(value);
    expect(metaOf(page, 'DC.title')).toContain(value);
    expect(metaOf(page, 'citation_public_url')).toBe(`https://xizang-trade.example${path}`);
    expect(metaOf(page, 'DC.rights')).toBe(dataset.license.url);
    for (const suffix of ['bib', 'ris']) {
      const address = `/facts/total-2025.${suffix}${query}`;
      expect(page).toContain(`href="${address}"`);
      expect((await get(address)).status).toBe(200);
    }
  });
});

it('the licence that the dataset has is in the Link header', async () => {
  expect((await get('/observations.csv')).headers.get('Link')).toContain(`<${dataset.license.url}>; rel="license"`);
});

it('data portals find keywords, a theme, a contact, and a format and a description of each download', async () => {
  const dcat = JSON.parse(await textOf('/dcat.jsonld'));
  expect(dcat['dcat:keyword']).toContainEqual({ '@value': 'goods trade', '@language': 'en' });
  expect(dcat['dcat:theme']['@id']).toMatch(/\/data-theme\/ECON$/);
  expect(dcat['dcat:contactPoint']).toMatchObject({ '@type': 'vcard:Kind' });
  for (const distribution of dcat['dcat:distribution'])
    expect(distribution).toMatchObject({
      'dcterms:description': { '@value': expect.stringMatching(/\.$/) },
      'dcterms:format': { '@type': 'dcterms:MediaTypeOrExtent' },
    });
  expect(JSON.parse(await textOf('/dataset.jsonld')).keywords).toEqual(expect.arrayContaining(['goods trade', '货物贸易']));
});

it('the data package has no empty list of foreign keys', async () => {
  const { resources } = JSON.parse(await textOf('/datapackage.json')) as { resources: { schema: { foreignKeys?: unknown[] } }[] };
  for (const { schema } of resources) expect(schema.foreignKeys ?? ['none']).not.toEqual([]);
});
