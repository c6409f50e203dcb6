import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toElement, toScript, toStyle } from './embed.ts';
import { boxesAt } from './geometry.ts';
import { laidOut, openPage, openScene, printedWords, type Scene, settled, shownWords } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const WIDTHS = [320, 1000];

/** What pages do to their content, and with it to a figure in them. The card stands at CARD. */
const PAGES: [string, string][] = [
  [
    'rules for every paragraph and figure',
    '<style>p, figure, figcaption { margin: 5em; padding: 2em; font: italic 30px/3 cursive; text-align: center; color: red; text-transform: uppercase; letter-spacing: 1em; text-indent: 4em } figure { border: 9px solid red; float: left; width: 40% } data, time, svg { display: none }</style>CARD',
  ],
  [
    'rules for tables, lists and links',
    '<style>table { border: 5px solid; width: 900px; table-layout: fixed } td, th { padding: 40px; border: 3px solid red; background: yellow } details, summary { display: block; margin: 3em; padding: 3em; background: red } a { display: block; padding: 2em; background: lime } svg { width: 900px; height: 900px; fill: red }</style>CARD',
  ],
  ['a reset by all', '<style>main * { all: unset }</style>CARD'],
  ['a small rem', '<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>CARD'],
  ['huge lines', '<style>body { line-height: 3 }</style>CARD'],
  ['a page from right to left', '<div dir="rtl">CARD</div>'],
  ['a row of flex items', '<div style="display: flex; gap: 1em"><p>One</p>CARD<p>Two</p></div>'],
  ['a row of flex items that may not shrink', '<div style="display: flex"><div style="flex: none">CARD</div></div>'],
  ['a float', '<div style="float: right; max-width: 18em">CARD</div><p>Text around it.</p>'],
  ['a cell of a table', '<table><tr><td>CARD</td></tr></table>'],
  [
    'a drawing that is styled as an icon',
    '<style>svg { width: 1em; height: 1em; max-width: 1em; fill: red; stroke: lime } svg path, svg circle { fill: red }</style>CARD',
  ],
  ['as narrow as it can be', '<div style="width: min-content">CARD</div>'],
  ['as wide as what is in it', '<div style="width: fit-content">CARD</div>'],
  ['columns', '<div style="columns: 2; column-gap: 1em">CARD</div>'],
  ['a line that does not break', '<div style="white-space: nowrap; word-break: keep-all">CARD</div>'],
  [
    'centred text',
    '<center style="text-transform: uppercase; letter-spacing: 0.3em; word-spacing: 1em; font-variant: small-caps">CARD</center>',
  ],
];

describe('a card keeps its shape at 320 and at 1000 pixels, before and after the script, in', () => {
  it.each(PAGES)('%s', async (_, html) => {
    const { origin } = scene.publication;
    const send = scene.publication.holdScripts();
    const story = html.replace('CARD', toElement(origin, ['total-2025']));
    const { page, complaints } = await openPage(scene, scene.host.page(`${story}${toStyle(origin)}${toScript(origin)}`));
    await laidOut(page);
    const before = await boxesAt(page, WIDTHS);
    await expectWholeAt(page);
    send();
    await settled(page);
    await expectWholeAt(page);
    expect(await shownWords(page)).toEqual(await printedWords(page));
    expect(await boxesAt(page, WIDTHS)).toEqual(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it.each(['card', 'compact', 'inline'] as const)(
  'in a page from right to left a %s reads from left to right, before and after the script',
  async (variant) => {
    const { origin } = scene.publication;
    const send = scene.publication.holdScripts();
    const card = toElement(origin, ['total-2025'], { variant });
    const html = `<div dir="rtl" lang="ar"><p>نص</p>${variant === 'inline' ? `<p>نص ${card} نص</p>` : card}</div>${toStyle(origin)}${toScript(origin)}`;
    const { page } = await openPage(scene, scene.host.page(html), { viewport: { width: 600, height: 800 } });
    await laidOut(page);
    expect(await valueReadsOn(page)).toBe(true);
    send();
    await settled(page);
    expect(await valueReadsOn(page)).toBe(true);
    await page.context().close();
  },
);

/** Whether "8" of "8.479 billion yuan" is to the left of "b". */
function valueReadsOn(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.querySelector('xizang-trade');
    const root = element?.shadowRoot?.querySelector('data') ? element.shadowRoot : element;
    const text = root?.querySelector('data')?.firstChild;
    if (text?.nodeType !== Node.TEXT_NODE) throw new Error('There is no value.');
    const placeOf = (letter: string) => {
      const range = document.createRange();
      const at = text.textContent?.indexOf(letter) ?? -1;
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().x;
    };
    return placeOf('8') < placeOf('b');
  });
}

it('without its script the element is a block, so that a page sets it into its column', async () => {
  const { origin } = scene.publication;
  const { page } = await openPage(scene, scene.host.page(`${toStyle(origin)}${toElement(origin, ['total-2025'])}`));
  await laidOut(page);
  const display = () => page.locator('xizang-trade').evaluate((element) => getComputedStyle(element).display);
  expect(await display()).toBe('block');
  await page.locator('xizang-trade').evaluate((element) => element.setAttribute('hidden', ''));
  expect(await display()).toBe('none');
  await page.context().close();
});

it('in a shadow root of the host, whose style sheet is that of the page', async () => {
  const { origin } = scene.publication;
  const inside = `<host-article><template shadowrootmode="open">${toStyle(origin)}${toElement(origin, ['total-2025'])}</template></host-article>`;
  const { page, complaints } = await openPage(scene, scene.host.page(`${inside}${toScript(origin)}`));
  const card = page.locator('host-article .xt-cards .xt-value');
  await expect.poll(() => card.textContent()).toBe('8.479 billion yuan');
  expect(await card.isVisible()).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function expectWholeAt(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectWhole(page);
  }
}

/** Everything that a reader must see is there, has a size, lies within the card, and is not cut off. */
async function expectWhole(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const element = document.querySelector('xizang-trade');
    const root = element?.shadowRoot?.querySelector('.xt-card') ? element.shadowRoot : element;
    const card = root?.querySelector('.xt-card');
    if (card == null) return ['There is no card.'];
    const frame = card.getBoundingClientRect();
    return ['title', 'period', 'value', 'comparison', 'status', 'source'].flatMap((name) => {
      const part = card.querySelector(`.xt-${name}`);
      if (part === null) return [`${name} is missing`];
      const range = document.createRange();
      range.selectNodeContents(part);
      const text = range.getBoundingClientRect();
      const box = part.getBoundingClientRect();
      return [
        ...(text.width < 10 || text.height < 10 ? [`${name} has the size ${text.width} × ${text.height}`] : []),
        ...(text.left < frame.left - 1 || text.right > frame.right + 1
          ? [`${name} sticks out: ${text.left}–${text.right} of ${frame.left}–${frame.right}`]
          : []),
        ...(text.top < box.top - 4 || text.bottom > box.bottom + 4 ? [`${name} is higher than its box`] : []),
      ];
    });
  });
  expect(faults).toEqual([]);
  const { sideways, shown } = await page.evaluate(() => {
    const card = document.querySelector('xizang-trade')?.getBoundingClientRect();
    return { sideways: document.documentElement.scrollWidth - innerWidth, shown: (card?.width ?? 0) >= 100 };
  });
  expect([sideways, shown]).toEqual([0, true]);
}
