import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toElement, toEmbed, toScript, toStyle } from './embed.ts';
import type { Behaviour } from './publication.ts';
import { openPage, openScene, printedWords, type Scene, settled, shownWords } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());
beforeEach(() => {
  scene.publication.behaviour = 'well';
});

const FACTS = ['total-2025', 'nepal-2024'];

describe('the figure of the page stays, and says that it was not checked, when the server', () => {
  it.each<[string, Behaviour]>([
    ['answers 500', 'busy'],
    ['closes the connection', 'reset'],
    ['answers half a document', 'malformed'],
    ['does not answer for ten seconds', 'silent'],
  ])('%s', async (_, behaviour) => {
    scene.publication.behaviour = behaviour;
    const { page, complaints } = await openPage(scene, scene.host.page(toEmbed(scene.publication.origin, FACTS)), {}, hasten);
    await settled(page);
    await expectFigures(page);
    // That a request failed is the browser's to tell; an error that nobody caught would be ours
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
    await page.context().close();
  });

  it('cannot be reached, because the reader is offline', async () => {
    const { origin } = scene.publication;
    const story = '<p>A long story.</p>'.repeat(300);
    const { page, complaints } = await openPage(
      scene,
      scene.host.page(`${toStyle(origin)}${story}${toElement(origin, FACTS)}${toScript(origin)}`),
    );
    await page.waitForFunction(() => customElements.get('xizang-trade') !== undefined);
    await page.context().setOffline(true);
    await page.evaluate(() => document.querySelector('xizang-trade')?.scrollIntoView());
    await settled(page);
    await expectFigures(page);
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
    await page.context().close();
  });
});

it('the script cannot be loaded: the figures stay', async () => {
  const { origin } = scene.publication;
  const html = toEmbed(origin, FACTS).replace('/xizang-trade.js', '/gone.js');
  const { page } = await openPage(scene, scene.host.page(html));
  await page.waitForLoadState('load');
  expect(await page.evaluate(() => customElements.get('xizang-trade'))).toBeUndefined();
  expect(await shownWords(page)).toEqual(await printedWords(page));
  expect(await page.locator('.xt-value').first().isVisible()).toBe(true);
  await page.context().close();
});

it('another script than the one that was copied is not run, and the figures stay', async () => {
  const { origin } = scene.publication;
  const html = toEmbed(origin, FACTS).replace(/(integrity="sha384-)[^"]{4}/g, '$1AAAA');
  const { page, complaints } = await openPage(scene, scene.host.page(html));
  await page.waitForLoadState('load');
  await expect.poll(() => complaints.filter((text) => text.includes('integrity')).length).toBe(2);
  expect(await page.evaluate(() => customElements.get('xizang-trade'))).toBeUndefined();
  expect(await page.locator('.xt-value').first().isVisible()).toBe(true);
  await page.context().close();
});

/** Lets the ten seconds that an element waits pass in a tenth of one: how many they are is in tests/widget/loader.test.ts. */
async function hasten(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout;
    AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 100);
  });
}

async function expectFigures(page: Page): Promise<void> {
  const element = page.locator('xizang-trade');
  expect(await element.evaluate((each) => each.matches(':state(failed)'))).toBe(true);
  expect(await shownWords(page)).toEqual(await printedWords(page));
  expect(await page.locator('.xt-value').allTextContents()).toEqual(['8.479 billion yuan', '5.12 billion yuan']);
  expect(await page.locator('.xt-value').first().isVisible()).toBe(true);
  expect(await page.locator('.xt-stale').textContent()).toBe('Whether there is a newer figure could not be checked.');
}
