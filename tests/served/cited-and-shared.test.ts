import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReleasesAnswer } from '../../data/history-site.ts';
import { publish } from '../worker/published.ts';

const HOST = 'https://xizang-trade.example';
const get = (path: string) => exports.default.fetch(new Request(HOST + path));

let releases: ReleasesAnswer['releases'];
beforeAll(async () => {
  await publish();
  ({ releases } = await (await get('/releases.json')).json<ReleasesAnswer>());
});

/** The elements of the head of a page by their name or property, with their contents, and its links. */
async function headOf(path: string) {
  const html = await (await get(path)).text();
  const [head = ''] = html.split('</head>');
  const attributes = (tag: string) =>
    [...head.matchAll(new RegExp(`<${tag} ([^>]*)>`, 'g'))].map(([, text = '']) =>
      Object.fromEntries([...text.matchAll(/([a-z:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])),
    );
  const meta = Object.fromEntries(attributes('meta').map(({ name, property, content }) => [name ?? property, content]));
  const [, data] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(head) ?? [];
  return { meta, links: attributes('link'), data: data === undefined ? undefined : JSON.parse(data) };
}

const NAMES = { en: 'The Xizang trade dataset', zh: '西藏贸易数据集' };

describe('what a reference manager reads', () => {
  it.each([
    ['/facts/total-2025', 'en', '/facts/total-2025', ''],
    ['/zh/facts/total-2025', 'zh', '/facts/total-2025', '?lang=zh'],
    ['/', 'en', '/dataset', ''],
    ['/zh/', 'zh', '/dataset', '?lang=zh'],
  ] as const)('%s names author, date, release and where to import it from', async (path, language, cited, query) => {
    const { meta, links } = await headOf(path);
    const [{ id, released } = { id: '', released: '' }] = releases;
    const day = released.slice(0, 10);
    expect(meta).toMatchObject({
      citation_author: NAMES[language].replaceAll(' ', '\u00a0'),
      citation_publisher: NAMES[language],
      citation_publication_date: day.replaceAll('-', '/'),
      citation_public_url: `${HOST}${path}`,
      'DC.creator': NAMES[language],
      'DC.date': day,
      'DC.type': 'Dataset',
      'DC.identifier': `${HOST}${path}`,
      'DCTERMS.hasVersion': id,
    });
    expect(meta.citation_title).toBe(meta['DC.title']);
    const imports = links.filter(({ href = '' }) => /\.(ris|bib|csl\.json)/.test(href));
    expect(imports.map(({ rel, href }) => [rel, href])).toEqual(
      ['ris', 'bib', 'csl.json'].map((suffix) => ['alternate', `${cited}.${suffix}${query}`]),
    );
    for (const { href = '', type = '' } of imports) {
      const response = await get(href);
      expect(response.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
      expect(new TextDecoder().decode(await response.arrayBuffer())).toContain(id);
    }
  });

  it('the page of a release names that release', async () => {
    for (const { id, released } of releases) {
      const { meta, links } = await headOf(`/zh/releases/${id}/`);
      expect(meta).toMatchObject({ 'DCTERMS.hasVersion': id, 'DC.date': released.slice(0, 10) });
      expect(links.map(({ href }) => href)).toContain(`/releases/${id}/dataset.bib?lang=zh`);
    }
  });

  it.each(['/facts/total-2025', '/zh/facts/total-2025'])('%s says in JSON-LD what it shows, and since when', async (path) => {
    const { meta, data } = await headOf(path);
    const { history } = await (await get('/facts/total-2025/history.json')).json<{ history: { released: string }[] }>();
    expect(data).toMatchObject({
      '@type': 'WebPage',
      url: `${HOST}${path}`,
      datePublished: history[0]?.released,
      dateModified: history.at(-1)?.released,
      version: releases[0]?.id,
      isPartOf: { '@type': 'Dataset' },
      mainEntity: { '@type': 'Observation', value: 8479000000, unitText: 'CNY', observationDate: '2025-01/2025-12' },
      citation: { name: expect.stringMatching(/2026/), url: expect.stringMatching(/^https?:/) },
    });
    expect(meta['article:published_time']).toBe(data.datePublished);
    expect(meta['article:modified_time']).toBe(data.dateModified);
  });
});

describe('a shared link', () => {
  it.each(['/', '/embed', '/embed?fact=nepal-2024', '/observations', '/problems', '/facts/total-2025'])(
    '%s has a title, an address and a picture that is served, in both languages',
    async (path) => {
      for (const [prefix, locale] of [
        ['', 'en_US'],
        ['/zh', 'zh_CN'],
      ] as const) {
        const address = `${prefix}${path}`;
        const { meta } = await headOf(address);
        expect(meta).toMatchObject({
          'og:title': expect.stringMatching(/./),
          'og:description': expect.stringMatching(/./),
          'og:url': `${HOST}${address}`,
          'og:locale': locale,
          'og:image:alt': expect.stringMatching(/./),
          'twitter:card': 'summary_large_image',
        });
        await expectPicture(meta['og:image']);
      }
    },
  );

  it('/docs has one', async () => {
    const { meta } = await headOf('/docs');
    expect(meta).toMatchObject({ 'og:type': 'website', 'og:url': `${HOST}/docs` });
    await expectPicture(meta['og:image']);
  });

  it('of a release shows what was known then', async () => {
    for (const { id, released } of releases) {
      const { meta } = await headOf(`/releases/${id}/`);
      expect(meta).toMatchObject({ 'og:type': 'article', 'article:published_time': released });
      expect(meta['og:image']).toMatch(new RegExp(`\\.png\\?release=${id}$`));
      await expectPicture(meta['og:image']);
    }
  });

  it('of one fact in the gallery shows that fact', async () => {
    const { meta } = await headOf('/embed?fact=nepal-2024');
    expect(meta['og:image']).toBe(`${HOST}/facts/nepal-2024.png`);
  });
});

async function expectPicture(address = ''): Promise<void> {
  const response = await get(address.replace(HOST, ''));
  await response.arrayBuffer();
  expect([address, response.status, response.headers.get('Content-Type')]).toEqual([address, 200, 'image/png']);
}
