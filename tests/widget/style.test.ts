import { beforeEach, expect, it } from 'vitest';
import cardStyle from '../../widget/card.css?inline';
import figureStyle from '../../widget/figure.css?inline';
import type { XizangTrade } from '../../widget/index.ts';
import { loaded, put, setMode } from './page.ts';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = '';
  await setMode('well');
});

async function load(facts: string): Promise<ParentNode & XizangTrade['renderRoot']> {
  const load = loaded();
  const element = put(`<xizang-trade facts="${facts}"></xizang-trade>`);
  await load;
  return element.renderRoot;
}

it('the card has its style, and the element is a block that can be hidden', async () => {
  const root = await load('total-2025');
  const card = styleOf(root, '.xt-card');
  expect([card.margin, card.borderTopWidth, card.letterSpacing]).toEqual(['0px', '1px', 'normal']);
  expect(styleOf(root, '.xt-value').fontVariantNumeric).toContain('tabular-nums');
  expect(styleOf(document, 'xizang-trade').display).toBe('block');
  document.querySelector('xizang-trade')?.setAttribute('hidden', '');
  expect(styleOf(document, 'xizang-trade').display).toBe('none');
});

it('a contested fact has a rule of another shape, not of another colour alone', async () => {
  const root = await load('total-2025 nepal-2025');
  expect(styleOf(root, '[data-status=stated]').borderTopStyle).toBe('solid');
  expect(styleOf(root, '[data-status=contested]').borderTopStyle).toBe('double');
});

it('no style attribute and no style element is made, which a content security policy would refuse', async () => {
  const root = await load('total-2025 nepal-2025 india-2025');
  expect(root.querySelectorAll('style, [style]')).toHaveLength(0);
  expect(document.querySelector('xizang-trade')?.hasAttribute('style')).toBe(false);
});

it.each(['light', 'dark'])(
  'in %s every text of a card has the contrast of WCAG AA, whatever the page is like',
  async (scheme) => {
    document.documentElement.style.colorScheme = scheme;
    const root = await load('nepal-2025 total-2025');
    const paper = styleOf(root, '.xt-card').backgroundColor;
    for (const name of ['title', 'period', 'value', 'comparison', 'previous', 'remark', 'status', 'source']) {
      expect([name, contrast(styleOf(root, `.xt-${name}`).color, paper)]).toEqual([
        name,
        expect.toSatisfy((ratio) => ratio >= 4.5),
      ]);
    }
  },
);

it('the dark scheme of a page is followed, also where the reader’s machine is light', async () => {
  document.documentElement.style.colorScheme = 'dark';
  const root = await load('total-2025');
  expect(luminance(styleOf(root, '.xt-card').backgroundColor)).toBeLessThan(0.05);
});

it.each([280, 320, 1024])('nothing sticks out at a width of %i pixels', async (width) => {
  const root = await load('total-2025 nepal-2025 india-2025');
  const element = document.querySelector('xizang-trade');
  if (element !== null) element.style.width = `${width}px`;
  const cards = root.querySelector('.xt-cards');
  expect(cards?.scrollWidth).toBeLessThanOrEqual(width);
});

it('a figure in a page looks as it does in the element, also where the page has rules for figures and paragraphs', async () => {
  const inside = await load('nepal-2025');
  const figure = inside.querySelector('.xt-card')?.cloneNode(true) as HTMLElement;
  const page = document.createElement('style');
  page.textContent = `figure, figcaption, p { margin: 3em; padding: 9px; color: red; font: italic 9px/3 cursive; text-align: center } ${figureStyle} ${cardStyle}`;
  document.body.append(page, figure);
  for (const name of ['card', 'title', 'value', 'status', 'source']) {
    const [one, other] = [
      styleOf(inside, `.xt-${name}`),
      styleOf(figure.parentElement ?? document, `body > .xt-card.xt-${name}, .xt-card .xt-${name}`),
    ];
    for (const property of ['margin', 'padding', 'color', 'font', 'textAlign', 'borderTop'] as const) {
      expect([name, property, other[property]]).toEqual([name, property, one[property]]);
    }
  }
});

function styleOf(root: ParentNode, selector: string): CSSStyleDeclaration {
  const element = root.querySelector(selector);
  if (element === null) throw new Error(`Nothing matches ${selector}.`);
  return getComputedStyle(element);
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, "relative luminance", of a computed `rgb(…)`. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((channel) => {
    const part = Number(channel) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
