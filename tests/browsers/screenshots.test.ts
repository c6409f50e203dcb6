import { existsSync } from 'node:fs';
import type { BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../data/fact.ts';
import type { EmbedOptions } from './embed.ts';
import { toElement, toScript, toStyle } from './embed.ts';
import { compareWithKept } from './kept-picture.ts';
import { openPage, openScene, type Scene, settled } from './scene.ts';

/** As Debian's packages put them, which the tests install; with other fonts every line breaks elsewhere. */
const FONTS = ['/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf', '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const DESKTOP = { viewport: { width: 1024, height: 800 } };
const PHONE = { viewport: { width: 320, height: 640 } };
type Sheet = [name: string, language: Language, theme: 'light' | 'dark', options: BrowserContextOptions];
const SHEETS: Sheet[] = [
  ['desktop-en-light', 'en', 'light', DESKTOP],
  ['desktop-en-dark', 'en', 'dark', DESKTOP],
  ['desktop-zh-light', 'zh', 'light', DESKTOP],
  ['desktop-zh-dark', 'zh', 'dark', DESKTOP],
  ['phone-en-light', 'en', 'light', PHONE],
  ['phone-en-dark', 'en', 'dark', PHONE],
  ['phone-zh-light', 'zh', 'light', PHONE],
  ['phone-zh-dark', 'zh', 'dark', PHONE],
  ['forced-colours-en', 'en', 'dark', { ...DESKTOP, forcedColors: 'active' }],
];

describe.runIf(FONTS.every(existsSync))('every variant looks as in the picture that was kept (with the fonts of Debian):', () => {
  it.each(SHEETS)('%s', async (name, language, theme, options) => {
    const { page } = await openPage(scene, scene.host.page(toSheet(language, theme)), { ...options, reducedMotion: 'reduce' });
    await settled(page, 5);
    await page.evaluate(() => document.fonts.ready);
    expect(await compareWithKept(name, await page.screenshot({ fullPage: true }))).toBeLessThan(0.002);
    await page.context().close();
  });

  it('printed, in both languages', async () => {
    for (const language of ['en', 'zh'] as const) {
      const { page } = await openPage(scene, scene.host.page(toSheet(language, 'light')), DESKTOP);
      await settled(page, 5);
      await page.emulateMedia({ media: 'print' });
      expect(await compareWithKept(`print-${language}`, await page.screenshot({ fullPage: true }))).toBeLessThan(0.002);
      await page.context().close();
    }
  });
});

/** All variants under one another; the page asks for the theme as a reader's system would. */
function toSheet(language: Language, theme: 'light' | 'dark'): string {
  const { origin } = scene.publication;
  const show = (facts: string[], options: EmbedOptions = {}) => toElement(origin, facts, { language, ...options });
  const around = { en: ['In the year, ', ' were traded.'], zh: ['全年贸易额为', '。'] }[language];
  return `<style>:root { color-scheme: ${theme}; background: Canvas; color: CanvasText } body { margin: 16px; font-family: sans-serif }</style>
    ${toStyle(origin)}
    <p>${around[0]}${show(['total-2025'], { variant: 'inline' })}${around[1]}</p>
    ${show(['total-2025'], { variant: 'compact' })}
    ${show(['nepal-2024'])}
    ${show(['belt-and-road-2025'])}
    ${show(['total-2025', 'nepal-2024', 'private-share-2025'])}
    ${toScript(origin)}`;
}
