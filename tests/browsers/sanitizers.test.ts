import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sanitizeHtml from 'sanitize-html';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEmbed } from './embed.ts';
import { openPage, openScene, type Scene } from './scene.ts';

const PURIFY = createRequire(import.meta.url).resolve('dompurify/dist/purify.min.js');

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

/** What lets a reader trust a figure, in the order of the card. */
const SAID = {
  en: ['Xizang’s goods trade', '2025', '8.479 billion yuan', 'Source: Xinhua via People’s Daily Online'],
  zh: ['西藏货物贸易进出口总值', '2025年', '84.79亿元', '来源：新华社'],
};
/** What WordPress lets an author without `unfiltered_html` write in a post, as far as a card has it (wp-includes/kses.php). */
const WORDPRESS = [
  'a',
  'caption',
  'details',
  'div',
  'figcaption',
  'figure',
  'p',
  'span',
  'summary',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
];

describe.each(['en', 'zh'] as const)('after a sanitizer the snippet still is a readable fact (%s):', (language) => {
  const snippet = () => toEmbed(scene.publication.origin, ['total-2025'], { language });

  it.each<[string, (html: string) => string | Promise<string>]>([
    [
      'none, but a reader of feeds without style and script',
      (html) => html.replace(/<(link|script)\b.*$/gm, '').replaceAll(/<script.*?<\/script>/g, ''),
    ],
    ['sanitize-html as it comes', (html) => sanitizeHtml(html)],
    [
      'sanitize-html with what WordPress allows',
      (html) => sanitizeHtml(html, { allowedTags: WORDPRESS, allowedAttributes: { a: ['href'] } }),
    ],
    [
      'sanitize-html that leaves text alone',
      (html) => sanitizeHtml(html, { allowedTags: ['p', 'a'], allowedAttributes: { a: ['href'] } }),
    ],
    ['DOMPurify as it comes', (html) => purify(html)],
    ['DOMPurify for HTML only', (html) => purify(html, { USE_PROFILES: { html: true } })],
  ])('%s', async (_, sanitize) => {
    const html = await sanitize(snippet());
    expect(html).not.toMatch(/<script|<link/);
    const { page, complaints } = await openPage(scene, scene.host.page(html));
    await page.waitForLoadState('load');
    // As it is read: lines of the page, and nothing that is hidden
    const lines = await page.locator('main').innerText();
    const places = SAID[language].map((text) => lines.indexOf(text));
    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // One after the other, and not glued together
    for (const text of SAID[language].slice(0, 3)) expect(lines.split('\n').map((line) => line.trim())).toContain(text);
    expect(await page.locator('main a', { hasText: language === 'en' ? 'Xinhua' : '新华社' }).getAttribute('href')).toMatch(
      /^https?:/,
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('printed', () => {
  it.each(['en', 'zh'] as const)(
    'a card has all that is on the screen, but what cannot be opened on paper (%s)',
    async (language) => {
      const { page } = await openPage(scene, scene.host.page(toEmbed(scene.publication.origin, ['total-2025'], { language })));
      await page.waitForFunction(() => document.querySelector('xizang-trade')?.matches(':state(ready)'));
      await page.emulateMedia({ media: 'print' });
      const lines = await page.locator('.xt-card').last().innerText();
      for (const text of SAID[language]) expect(lines).toContain(text);
      expect(await page.locator('.xt-menu').isVisible()).toBe(false);
      expect(await page.locator('.xt-sparkline').last().isVisible()).toBe(true);
      // Ink on paper, whatever the reader's screen is like
      expect(
        await page
          .locator('.xt-value')
          .last()
          .evaluate((value) => getComputedStyle(value).color),
      ).toBe('rgb(0, 0, 0)');
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
      await page.context().close();
    },
  );
});

async function purify(html: string, options = {}): Promise<string> {
  const { page } = await openPage(scene, scene.host.page(''));
  await page.addScriptTag({ content: readFileSync(PURIFY, 'utf8') });
  const clean = await page.evaluate(
    ([html, options]) =>
      (window as unknown as { DOMPurify: { sanitize(html: string, options: object): string } }).DOMPurify.sanitize(html, options),
    [html, options] as const,
  );
  await page.context().close();
  return clean;
}
