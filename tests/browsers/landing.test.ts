import { createServer } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium } from './browser.ts';
import { sideways } from './geometry.ts';
import { visit, visitInFonts } from './visit.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await connectChromium();
});
afterAll(() => browser?.close());

const open = (url: string, options?: BrowserContextOptions) => visit(browser, url, options);

/** The text of the first card of every element, once the script has drawn them all: it asks for them a moment after it has loaded. */
async function shownCards(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('xizang-trade')].every((element) => element.shadowRoot?.querySelector('.xt-card')),
  );
  return page.evaluate(() =>
    [...document.querySelectorAll('xizang-trade')].map((element) => {
      const card = element.shadowRoot?.querySelector('.xt-card')?.cloneNode(true) as Element;
      // The menu is of the element alone
      card.querySelector('.xt-menu')?.remove();
      return card.textContent.replace(/\s+/g, ' ').trim();
    }),
  );
}

describe('the landing page', () => {
  it.each(['/', '/zh/'])('%s shows the headline facts as cards, with one request for all of them', async (path) => {
    const { page, complaints, requests } = await open(`${origin}${path}`);
    const cards = await shownCards(page);
    expect(cards.length).toBeGreaterThanOrEqual(6);
    expect(cards[0]).toContain(path === '/' ? '8.479 billion yuan' : '84.79亿元');
    expect(cards[0]).toContain(path === '/' ? '12.672 billion yuan' : '126.72亿元');
    expect(await page.evaluate(() => document.querySelectorAll('xizang-trade').length)).toBe(cards.length);
    expect(requests.filter((url) => url.includes('/facts.json'))).toHaveLength(1);
    expect(requests.filter((url) => !url.startsWith(origin) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(['/', '/zh/'])('%s shows the same words without script', async (path) => {
    const [scripted, plain] = await Promise.all([
      open(`${origin}${path}`),
      open(`${origin}${path}`, { javaScriptEnabled: false }),
    ]);
    const figures = await plain.page.locator('xizang-trade .xt-card').allTextContents();
    expect(figures.map((text) => text.replace(/\s+/g, ' ').trim().replace(/ /g, ''))).toEqual(
      (await shownCards(scripted.page)).map((text) => text.replace(/ /g, '')),
    );
    await Promise.all([scripted, plain].map(({ page }) => page.context().close()));
  });

  it.each(['/', '/zh/'])(
    '%s holds the description of the dataset as it is served, which the policy against inline scripts lets be',
    async (path) => {
      const { page, complaints } = await open(`${origin}${path}`);
      const block = await page.locator('script[type="application/ld+json"]').textContent();
      expect(JSON.parse(block ?? '')).toEqual(await (await fetch(`${origin}/dataset.jsonld`)).json());
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('does not scroll sideways on a phone or on a desktop, in letters of its own', async () => {
    const { page } = await visitInFonts(browser, `${origin}/`);
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await sideways(page)]).toEqual([width, 0]);
    }
    await page.context().close();
  });
});

describe('the card in somebody else’s page', () => {
  it('shows the fact from the code that the landing page offers for copying', async () => {
    const { page } = await open(`${origin}/`);
    const code = (await page.locator('#embed ~ pre code').first().textContent()) ?? '';
    const host = createServer((_, response) =>
      response
        .setHeader('Content-Type', 'text/html')
        .end(`<!doctype html><title>A newspaper</title><p>Before</p>${code}<p>After</p>`),
    );
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const address = host.address();
    const strange = await open(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    expect((await shownCards(strange.page))[0]).toContain('8.479 billion yuan');
    expect(strange.complaints.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([]);
    host.close();
    await Promise.all([page, strange.page].map((each) => each.context().close()));
  });
});
