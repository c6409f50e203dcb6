import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toElement, toScript, toStyle } from './embed.ts';
import { openPage, openScene, type Scene, settled } from './scene.ts';
import { fontsLoaded } from './visit.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

/**
 * Figures that a host writes itself in a language that is not published. The words are a test's, not a translation: stacks of
 * letters with vowels above and below, which are the highest and the deepest that lines must hold.
 */
const FIGURES: [string, string, string, string][] = [
  ['Tibetan', 'bo', 'བསྒྲུབས་རྒྱུའི་ཧྲཱི༔ བོད་ལྗོངས', 'Noto Serif Tibetan'],
  ['Nepali', 'ne', 'तिब्बतको व्यापार र्क्षि ट्ठ्रू ८४७ करोड', 'Noto Serif Devanagari'],
];
describe.each(FIGURES)('%s that a host supplies', (_, lang, words, font) => {
  const html = () => {
    const { origin } = scene.publication;
    const line = (tag: string, name: string) => `<${tag} class="xt-${name}">${words}</${tag}>`;
    const figure = `<figure class="xt-card" data-fact="total-2025" lang="${lang}">${line('figcaption', 'title')}${line('p', 'period')}<p class="xt-value"><data value="8479000000">${words}</data></p>${line('p', 'status')}<div class="xt-foot">${line('p', 'source')}</div></figure>`;
    const element = toElement(origin, ['total-2025']).replace(/<figure.*<\/figure>/s, figure);
    return `${toStyle(origin)}${element.replace(/lang="en"/, `lang="${lang}"`)}${toScript(origin)}`;
  };

  it('stays what it is when the script has asked, for no other language may take its place', async () => {
    const { page } = await openPage(scene, scene.host.page(html()));
    await settled(page);
    const shown = await page.evaluate(() => {
      const element = document.querySelector('xizang-trade');
      return (element?.shadowRoot?.querySelector('.xt-title') ?? element?.querySelector('.xt-title'))?.textContent;
    });
    expect(shown).toBe(words);
    await page.context().close();
  });

  it(`is set in ${font}, and no line cuts a letter off`, async () => {
    const { page } = await openPage(scene, scene.host.page(html()), { viewport: { width: 320, height: 900 } });
    await settled(page);
    await fontsLoaded(page);
    const parts = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.xt-card :is(.xt-title, .xt-value, .xt-status)')].map((part) => {
        const style = getComputedStyle(part);
        const context = document.createElement('canvas').getContext('2d');
        if (context === null) throw new Error('There is no canvas.');
        context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const ink = context.measureText(part.textContent ?? '');
        return {
          part: part.className,
          line: Number.parseFloat(style.lineHeight),
          ink: ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent,
          cut: part.scrollHeight > part.clientHeight + 1 && style.overflow !== 'visible',
          lines: part.getBoundingClientRect().height / Number.parseFloat(style.lineHeight),
          size: Number.parseFloat(style.fontSize),
        };
      }),
    );
    for (const { part, line, ink, cut, lines, size } of parts) {
      expect([part, cut]).toEqual([part, false]);
      expect([part, ink <= line]).toEqual([part, true]);
      expect([part, Math.abs(lines - Math.round(lines)) < 0.05]).toEqual([part, true]);
      if (lang === 'bo') expect([part, line / size]).toEqual([part, 2]);
    }
    // A font of one script may leave the space between words to another
    const glyphs = await glyphsOf(page, '.xt-title');
    expect(glyphs[font]).toBeGreaterThan(0);
    const others = Object.entries(glyphs).flatMap(([name, count]) => (name === font ? [] : [count]));
    expect(others.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(words.split(' ').length - 1);
    await page.context().close();
  });
});

/** The typefaces that Chromium really used, and how many glyphs of each. */
async function glyphsOf(page: Awaited<ReturnType<typeof openPage>>['page'], selector: string): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return Object.fromEntries(fonts.map(({ familyName, glyphCount }) => [familyName, glyphCount]));
}
