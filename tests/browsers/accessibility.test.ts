import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type EmbedOptions, toElement, toScript, toStyle } from './embed.ts';
import { FONT_HEAD } from './fonts.ts';
import { openPage, openScene, type Scene, settled } from './scene.ts';
import { keepCopies } from './visit.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const FACTS = ['total-2025', 'belt-and-road-2025', 'private-enterprises-2025', 'total-change-2025'];
/** Every variant in both languages, one card of each status among them, and a grid. */
const EMBEDS: [readonly string[], EmbedOptions][] = (['en', 'zh'] as const).flatMap((language) => [
  [FACTS, { language }],
  [['total-2025'], { language, variant: 'compact' }],
  [['belt-and-road-2025'], { language, variant: 'inline' }],
]);

describe('axe finds nothing', () => {
  const looks: [string, BrowserContextOptions][] = [
    ['in light', { colorScheme: 'light' }],
    ['in dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['in forced colours on dark', { forcedColors: 'active', colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 320, height: 640 } }],
    ['without script', { javaScriptEnabled: true, viewport: { width: 640, height: 800 } }],
  ];
  // Forced colours and widths change nothing that axe computes in most cards, and take as long: npm run test:all
  it.each(inject('extent') === 'all' ? looks : looks.slice(0, 2))(
    '%s, with everything folded and with everything open',
    async (name, options) => {
      const { page } = await openPage(scene, scene.host.page(toStory(name !== 'without script')), options);
      if (name !== 'without script') await settled(page, EMBEDS.length);
      await page.waitForLoadState('load');
      expect(await findings(page)).toEqual([]);
      await openAll(page);
      expect(await findings(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('and would find what is wrong', async () => {
    const { page } = await openPage(scene, scene.host.page('<p style="color: #ccc; background: #fff">Pale</p><img src="/1">'));
    expect(await findings(page)).toEqual([expect.stringMatching(/^color-contrast/), expect.stringMatching(/^image-alt/)]);
    await page.context().close();
  });
});

describe('with the keyboard alone', () => {
  it('a reader gets to everything in order, opens the menu, copies, and comes back', async () => {
    const { page } = await openPage(scene, scene.host.page(toStory(true, [[['total-2025'], {}]])), {
      permissions: ['clipboard-write'],
    });
    await settled(page);
    const copied = await keepCopies(page);
    const stops: string[] = [];
    for (let presses = 0; presses < 8 && !stops.at(-1)?.includes('⋯'); presses += 1) stops.push(await tab(page));
    expect(stops).toEqual([
      'summary All figures of the series',
      'a Stated: 2 sources agree',
      'a Xinhua via People’s Daily Online, 27 January 2026',
      'summary ⋯',
    ]);
    await page.keyboard.press('Enter');
    expect(await tab(page)).toBe('button Copy sentence with source');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.xt-said').textContent()).toBe('Copied.');
    expect(copied()).toContain('8.479 billion yuan');
    expect(await focused(page)).toBe('button Copy sentence with source');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('summary ⋯');
    expect(await page.locator('.xt-menu').evaluate((menu) => (menu as HTMLDetailsElement).open)).toBe(false);
    await page.context().close();
  });

  it('sees where they are: every stop has an outline of two pixels', async () => {
    const { page } = await openPage(scene, scene.host.page(toStory(true)), { viewport: { width: 1024, height: 4000 } });
    await settled(page, EMBEDS.length);
    await openAll(page);
    const stops = 40;
    for (let presses = 0; presses < stops; presses += 1) {
      const stop = await tab(page);
      const outline = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body);
        return `${outlineStyle} ${outlineWidth}`;
      });
      expect([stop, outline]).toEqual([stop, 'solid 2px']);
    }
    await page.context().close();
  });

  it('and a finger hits everything: 24 pixels each way, or a line of text (WCAG 2.5.8)', async () => {
    const { page } = await openPage(scene, scene.host.page(toStory(true)), { viewport: { width: 320, height: 4000 } });
    await settled(page, EMBEDS.length);
    await openAll(page);
    const small = await page.locator('xizang-trade :is(summary, button, .xt-menu a)').evaluateAll((targets) =>
      targets.flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        return width > 0 && (width < 24 || height < 24) ? [`${target.textContent} ${width} × ${height}`] : [];
      }),
    );
    expect(small).toEqual([]);
    await page.context().close();
  });
});

it('nothing moves by itself, whether or not a reader wants less motion', async () => {
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    const { page } = await openPage(scene, scene.host.page(toStory(true)), { reducedMotion });
    await settled(page, EMBEDS.length);
    await openAll(page);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    const moving = await page.locator('xizang-trade *').evaluateAll((all) =>
      all
        .map((each) => getComputedStyle(each).transitionDuration)
        // What stands between the tags is not rendered any more, and has no style
        .filter((duration) => !['', '0s'].includes(duration)),
    );
    expect(moving).toEqual([]);
    await page.context().close();
  }
});

it.each([320, 256])('nothing sticks out at %i pixels: 320 are 1280 zoomed to 400 percent', async (width) => {
  const { page } = await openPage(scene, scene.host.page(toStory(true)), { viewport: { width, height: 640 } });
  await settled(page, 1);
  await scrollThrough(page);
  await settled(page, EMBEDS.length);
  for (const all of [false, true]) {
    if (all) await openAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const sticking = await page.locator('xizang-trade *').evaluateAll((parts) =>
      parts.flatMap((part) => {
        const { right } = part.getBoundingClientRect();
        return right > innerWidth + 0.5 ? [`${part.localName}.${part.getAttribute('class')} ends at ${right}`] : [];
      }),
    );
    expect(sticking).toEqual([]);
  }
  await page.context().close();
});

it('text spaced out as WCAG 1.4.12 wants it is not cut off', async () => {
  const { page } = await openPage(scene, scene.host.page(toStory(true)), { viewport: { width: 320, height: 6000 } });
  await settled(page, EMBEDS.length);
  await openAll(page);
  const cut = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
    return [...document.querySelectorAll('xizang-trade')].flatMap(({ shadowRoot }) => {
      shadowRoot?.adoptedStyleSheets.push(sheet);
      return [...(shadowRoot?.querySelectorAll<HTMLElement>('.xt-card :not(svg *)') ?? [])].flatMap((part) =>
        part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline' && part.clientWidth > 0
          ? [`${part.className || part.localName}: ${part.scrollWidth} > ${part.clientWidth}`]
          : [],
      );
    });
  });
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.context().close();
});

function toStory(scripted: boolean, embeds = EMBEDS): string {
  const { origin } = scene.publication;
  const elements = embeds.map(([facts, options]) => {
    const element = toElement(origin, facts, options);
    return options.variant === 'inline' ? `<p>Trade came to ${element} in the year.</p>` : element;
  });
  // A page that follows the reader's light or dark, as its cards do
  const scheme = '<meta name="color-scheme" content="light dark">';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title>${scheme}${FONT_HEAD}<meta name="viewport" content="width=device-width, initial-scale=1">${toStyle(origin)}</head><body><main><h1>News</h1>${elements.join('\n')}</main>${scripted ? toScript(origin) : ''}</body></html>`;
}

/** What axe complains of, with the place. Best practices too, which no rule of WCAG demands. */
async function findings(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: readFileSync(AXE, 'utf8') });
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.flat().join(' ')}: ${failureSummary}`),
  );
}

async function openAll(page: Page): Promise<void> {
  await page.locator('xizang-trade details').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
}

async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll('xizang-trade')) {
      element.scrollIntoView();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

async function tab(page: Page): Promise<string> {
  await page.keyboard.press('Tab');
  return focused(page);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return `${element?.localName} ${element?.textContent?.trim()}`;
  });
}
