import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbedOptions, toElement, toScript, toStyle } from './embed.ts';
import { openPage, openScene, type Scene, settled } from './scene.ts';

const READER = createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/browser.js');

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

describe('a screen reader says', () => {
  it('a card in English', async () => {
    await expect(await transcript(['total-2025'], { language: 'en' })).toMatchFileSnapshot('transcripts/total-2025.en.txt');
  });

  it('a contested card in Chinese', async () => {
    await expect(await transcript(['belt-and-road-2025'], { language: 'zh' })).toMatchFileSnapshot(
      'transcripts/belt-and-road-2025.zh.txt',
    );
  });
});

/** What is said from the beginning of a card to its end, a phrase in each line. */
async function transcript(facts: readonly string[], options: EmbedOptions): Promise<string> {
  const { origin } = scene.publication;
  const reader = scene.host.script(readFileSync(READER, 'utf8'));
  const start = scene.host.script(`import { virtual } from '${reader}'; window.virtual = virtual;`);
  const html = `${toStyle(origin)}${toElement(origin, facts, options)}${toScript(origin)}<script type="module" src="${start}"></script>`;
  const { page } = await openPage(scene, scene.host.page(html));
  await settled(page);
  await page.waitForLoadState('load');
  const said = await page.evaluate(async () => {
    const { virtual } = window as unknown as typeof import('@guidepup/virtual-screen-reader');
    const container = document.querySelector('xizang-trade')?.shadowRoot?.querySelector('.xt-cards');
    if (container == null) throw new Error('There is no card.');
    await virtual.start({ container: container as HTMLElement });
    for (let steps = 0; steps < 200; steps += 1) {
      await virtual.next();
      if ((await virtual.lastSpokenPhrase()).startsWith('end of figure')) break;
    }
    const phrases = await virtual.spokenPhraseLog();
    await virtual.stop();
    return phrases;
  });
  await page.context().close();
  return `${said.join('\n')}\n`;
}
