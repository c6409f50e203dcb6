import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FactsAnswer } from '../../data/fact.ts';
import { publish } from '../worker/published.ts';

const get = (path: string, init?: RequestInit) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`, init));
const text = async (path: string) => (await get(path)).text();

beforeAll(async () => {
  await publish();
});

/** Width and height of a PNG. */
async function sizeOf(response: Response): Promise<[number, number]> {
  const view = new DataView(await response.arrayBuffer());
  expect(view.getUint32(0)).toBe(0x89504e47);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('pictures', () => {
  it('are there of every fact, in both languages, both themes and both shapes, as SVG and PNG, and as badges', async () => {
    const { facts } = await (await get('/facts.json')).json<FactsAnswer>();
    expect(facts.length).toBeGreaterThan(24);
    for (const { fact, text: words } of facts) {
      for (const lang of ['en', 'zh'] as const) {
        for (const theme of ['light', 'dark']) {
          const query = `?lang=${lang}&theme=${theme}`;
          expect(await sizeOf(await get(`/facts/${fact}.png${query}`))).toEqual([1200, 630]);
          const [width, height] = await sizeOf(await get(`/facts/${fact}.png${query}&shape=card`));
          const card = await text(`/facts/${fact}.svg${query}&shape=card`);
          expect(card).toContain(`width="${width / 2}" height="${height / 2}"`);
          expect(card).toContain(theme === 'dark' ? '#1b1d20' : '#fdfcfa');
          expect(await text(`/facts/${fact}.svg${query}`)).toContain('width="1200" height="630"');
        }
        expect(await text(`/badge/${fact}.svg?lang=${lang}`)).toContain(words[lang].value);
      }
    }
  });

  it('are the English, light one to be shared, unless told', async () => {
    const tagOf = async (path: string) => (await get(path)).headers.get('ETag');
    expect(await tagOf('/facts/total-2025.png')).toBe(await tagOf('/facts/total-2025.png?lang=en&shape=share&theme=light'));
    expect(await tagOf('/facts/total-2025.png')).not.toBe(await tagOf('/facts/total-2025.png?theme=dark'));
  });

  it('hold outlines alone: no text that needs a font, no style, script or address to load', async () => {
    for (const path of ['/facts/total-2025.svg', '/facts/total-2025.svg?lang=zh&shape=card', '/badge/total-2025.svg?lang=zh'])
      expect(await text(path)).not.toMatch(/<(text|style|script|image|use|foreignObject)\b|href=|font|url\(/i);
  });

  it('of a release stay what they were', async () => {
    const { facts } = await (await get('/releases/2026-11-24.1/facts.json')).json<FactsAnswer>();
    const now = await (await get('/facts.json')).json<FactsAnswer>();
    const changed = facts.find((old) =>
      now.facts.some(({ fact, text }) => fact === old.fact && text.en.sentence !== old.text.en.sentence),
    );
    const path = `/facts/${changed?.fact}.svg`;
    const [before, after] = [await text(`${path}?release=2026-11-24.1`), await text(path)];
    expect(before).not.toBe(after);
    expect(before).toContain(changed?.text.en.value);
    expect(await text(`${path}?release=2026-11-24.2`)).toBe(after);
  });

  it.each([
    ['/facts/total-2025.png?lang=fr', { parameter: 'lang', value: 'fr', allowed: ['en', 'zh'] }],
    ['/facts/total-2025.svg?theme=Dark', { parameter: 'theme', did_you_mean: 'dark' }],
    ['/facts/total-2025.png?shape=card&shape=share', { parameter: 'shape', kind: 'repeated' }],
    ['/facts/total-2025.png?release=2020-01-01.1', { parameter: 'release', value: '2020-01-01.1' }],
    ['/facts/total-2025.png?release=__proto__', { parameter: 'release' }],
  ])('%s is a 400 that teaches', async (path, error) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect((await response.json<{ errors: unknown[] }>()).errors).toMatchObject([error]);
  });

  it.each([
    '/facts/no-such-fact.png',
    '/facts/__proto__.svg',
    '/badge/no-such-fact.svg',
    '/badge/total-2025.png',
    '/pictures/total-2025/2026-11-24.2',
  ])('%s is a 404', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('pages', () => {
  it.each([
    ['/', 'en_US', 'website', ''],
    ['/zh/', 'zh_CN', 'website', '?lang=zh'],
    ['/facts/total-2025', 'en_US', 'article', ''],
    ['/zh/facts/total-2025', 'zh_CN', 'article', '?lang=zh'],
  ])('%s has the picture of its fact where it is shared, with the spoken sentence', async (path, locale, type, query) => {
    const page = await text(path);
    const property = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)">`).exec(page)?.[1];
    const { facts } = await (await get('/facts.json')).json<FactsAnswer>();
    const id = path.includes('facts') ? 'total-2025' : facts.find(({ headline }) => headline)?.fact;
    const sentence = facts.find(({ fact }) => fact === id)?.text[path.startsWith('/zh/') ? 'zh' : 'en'].sentence;
    expect(property('og:image')).toBe(`https://xizang-trade.example/facts/${id}.png${query}`);
    expect(property('og:image:alt')).toBe(sentence);
    expect([property('og:image:width'), property('og:image:height'), property('og:locale'), property('og:type')]).toEqual([
      '1200',
      '630',
      locale,
      type,
    ]);
    expect(property('og:url')).toBe(`https://xizang-trade.example${path}`);
    expect(page).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(await sizeOf(await get(property('og:image')?.replace('https://xizang-trade.example', '') ?? ''))).toEqual([1200, 630]);
  });

  it('and the feed lead only to pictures that there are, with the same in words beside them', async () => {
    const { items } = await (await get('/feed.json')).json<{ items: { content_html: string }[] }>();
    const pictures = items.flatMap(({ content_html: html }) => {
      const [, address, alternative] = /<img src="([^"]*)" alt="([^"]*)"/.exec(html) ?? [];
      return address === undefined ? [] : [{ address, alternative, rest: html.replace(/<img[^>]*>/, '') }];
    });
    expect(pictures.length).toBeGreaterThan(30);
    for (const { address, alternative, rest } of pictures) {
      const response = await get(address.replace('https://xizang-trade.example', '').replaceAll('&amp;', '&'));
      expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'image/png']);
      await response.arrayBuffer();
      expect(alternative).toBe('');
      for (const part of ['title', 'period', 'value', 'status', 'source'])
        expect(rest).toMatch(new RegExp(`class="xt-${part}">.+<`));
    }
  });
});
