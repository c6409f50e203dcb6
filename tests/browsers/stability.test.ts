import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbedOptions, toElement, toScript, toStyle } from './embed.ts';
import { boxesAt, layoutShifts, stillSince } from './geometry.ts';
import { laidOut, openPage, openScene, printedWords, type Scene, settled, shownWords } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());
beforeEach(() => {
  scene.publication.requests.length = 0;
});

const MANY = ['total-2025', 'nepal-2024', 'belt-and-road-2025', 'private-share-2025', 'delivery-time-2025'];
const EMBEDS: [string, readonly string[], EmbedOptions][] = [
  ['a card with a series and a comparison', ['total-2025'], {}],
  ['a card with a share', ['private-enterprises-2025'], {}],
  ['a contested card in Chinese', ['belt-and-road-2025'], { language: 'zh' }],
  ['a compact card', ['total-2025'], { variant: 'compact' }],
  ['a value in a sentence', ['total-2025'], { variant: 'inline' }],
  ['a contested value in a sentence', ['belt-and-road-2025'], { variant: 'inline' }],
  ['a grid of five', MANY, {}],
  ['a grid of five, compact, in Chinese', MANY, { variant: 'compact', language: 'zh' }],
];
const WIDTHS = [1024, 640, 320];

describe('with a script that is late, nothing shifts', () => {
  it.each(EMBEDS)('%s', async (_, facts, options) => {
    const send = scene.publication.holdScripts();
    const url = scene.host.page(toStory(facts, options));
    // In a page of its own, because a window that changes its width moves all, and the browser may say so frames later
    const { page: measured } = await openPage(scene, url);
    await laidOut(measured);
    const before = await boxesAt(measured, WIDTHS);
    await measured.context().close();

    const { page } = await openPage(scene, url, { viewport: { width: 320, height: 900 } });
    // While a page still arrives, it moves by itself: from when it is whole, nothing may
    await laidOut(page);
    const since = await page.evaluate(stillSince);
    send();
    await settled(page);
    expect(await page.evaluate(layoutShifts, since)).toEqual([]);
    expect(await boxesAt(page, WIDTHS)).toEqual(before);
    expect(await page.locator('xizang-trade').evaluate((element) => element.matches(':state(ready)'))).toBe(true);
    expect(await shownWords(page)).toEqual(await printedWords(page));
    await page.context().close();
  });

  it('and what shifts is seen', async () => {
    const { page } = await openPage(scene, scene.host.page('<div id="above"></div><p>Below</p>'));
    await laidOut(page);
    const since = await page.evaluate(stillSince);
    await page.locator('#above').evaluate((element) => element.insertAdjacentHTML('beforeend', '<br>'.repeat(10)));
    expect((await page.evaluate(layoutShifts, since)).map(({ moved }) => moved)).toEqual([['P']]);
    await page.context().close();
  });
});

describe('twenty cards on a page', () => {
  const facts = Array.from({ length: 20 }, (_, index) => ['total-2025', 'nepal-2024', 'exports-2024', 'imports-2024'][index % 4]);
  const elements = (origin: string) => facts.map((fact = '') => toElement(origin, [fact])).join('\n');
  const asked = () => scene.publication.requests.filter((path) => path.includes('/facts.json'));

  it('make one request', async () => {
    const { origin } = scene.publication;
    const { page, complaints } = await openPage(
      scene,
      scene.host.page(`${toStyle(origin)}\n${elements(origin)}\n${toScript(origin)}`),
      // As high as all of them, so that all are near
      { viewport: { width: 1024, height: 20_000 } },
    );
    await settled(page, 20);
    expect(asked()).toEqual(['/facts.json?ids=exports-2024,imports-2024,nepal-2024,total-2025']);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('ask for nothing as long as a reader is far from the first, and then once', async () => {
    const { origin } = scene.publication;
    const story = '<p class="host">A long story.</p>'.repeat(300);
    const { page } = await openPage(
      scene,
      scene.host.page(`${toStyle(origin)}\n${story}\n${elements(origin)}\n${toScript(origin)}`),
    );
    await page.waitForFunction(() => customElements.get('xizang-trade') !== undefined);
    await page.waitForTimeout(500);
    expect(asked()).toEqual([]);
    await page.evaluate(() => document.querySelector('xizang-trade')?.scrollIntoView());
    await settled(page, 1);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await settled(page, 20);
    expect(asked()).toHaveLength(1);
    await page.context().close();
  });
});

function toStory(facts: readonly string[], options: EmbedOptions): string {
  const { origin } = scene.publication;
  const element = toElement(origin, facts, options);
  return [
    toStyle(origin),
    '<p class="host">Before the card.</p>',
    options.variant === 'inline'
      ? `<p class="host">Trade with other countries came to ${element} in the year, says the office that counts it.</p>`
      : element,
    '<p class="host">After the card.</p>',
    toScript(origin),
  ].join('\n');
}
