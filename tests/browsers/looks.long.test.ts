import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../data/fact.ts';
import type { EmbedOptions } from './embed.ts';
import { toElement, toScript, toStyle } from './embed.ts';
import { looks } from './looks.ts';
import { openPage, openScene, type Scene, settled } from './scene.ts';
import { fontsLoaded } from './visit.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const REPORTS = join(import.meta.dirname, '../../.reports/looks');

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

describe('every variant looks as it is written down in looks/ (its picture is left in .reports/looks/):', () => {
  it.each(SHEETS)('%s', async (name, language, theme, options) => {
    const { page } = await openPage(scene, scene.host.page(toSheet(language, theme)), { ...options, reducedMotion: 'reduce' });
    await settled(page, 5);
    await expectLooks(name, page);
    await page.context().close();
  });

  it.each(['en', 'zh'] as const)('printed in %s', async (language) => {
    const { page } = await openPage(scene, scene.host.page(toSheet(language, 'light')), DESKTOP);
    await settled(page, 5);
    await page.emulateMedia({ media: 'print' });
    await expectLooks(`print-${language}`, page);
    await page.context().close();
  });
});

/** Who changes how cards look runs this with `--update`, and looks at the difference and at the picture. */
async function expectLooks(name: string, page: Page): Promise<void> {
  await fontsLoaded(page);
  await page.screenshot({ fullPage: true, path: join(REPORTS, `${name}.png`) });
  await expect(`${(await page.evaluate(looks)).join('\n')}\n`).toMatchFileSnapshot(`looks/${name}.txt`);
}

/** All variants under one another; the page asks for the theme as a reader's system would. */
function toSheet(language: Language, theme: 'light' | 'dark'): string {
  const { origin } = scene.publication;
  const show = (facts: string[], options: EmbedOptions = {}) => toElement(origin, facts, { language, ...options });
  const around = { en: ['In the year, ', ' were traded.'], zh: ['全年贸易额为', '。'] }[language];
  return `<style>:root { color-scheme: ${theme}; background: Canvas; color: CanvasText } body { margin: 16px }</style>
    ${toStyle(origin)}
    <p>${around[0]}${show(['total-2025'], { variant: 'inline' })}${around[1]}</p>
    ${show(['total-2025'], { variant: 'compact' })}
    ${show(['nepal-2024'])}
    ${show(['belt-and-road-2025'])}
    ${show(['total-2025', 'nepal-2024', 'private-share-2025'])}
    ${toScript(origin)}`;
}
