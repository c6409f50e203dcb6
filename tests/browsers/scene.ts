import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { connectChromium } from './browser.ts';
import { type Host, serveHost } from './host.ts';
import { type Publication, servePublication } from './publication.ts';
import { fontsLoaded, HANG_MS } from './visit.ts';

/** A newspaper, the publication on another origin, and Chromium before them. */
export type Scene = { host: Host; publication: Publication; browser: Browser; close: () => Promise<void> };

export async function openScene(): Promise<Scene> {
  const [host, publication, browser] = await Promise.all([serveHost(), servePublication(), connectChromium()]);
  return {
    host,
    publication,
    browser,
    close: async () => void (await Promise.all([browser.close(), host.close(), publication.close()])),
  };
}

/** A page that is watched from its first moment on. */
export type Watched = { page: Page; complaints: string[] };

/** Opens a page without waiting for more than its HTML; `complaints` are what the browser complains of, policies included. */
export async function openPage(
  { browser }: Scene,
  url: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Watched> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(HANG_MS);
  const complaints: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await prepare(page);
  await page.goto(url, { waitUntil: 'commit' });
  return { page, complaints };
}

/** Waits until a page is laid out in its own letters, while its script may still be on the way. */
export async function laidOut(page: Page): Promise<void> {
  await page.waitForFunction(() => document.readyState !== 'loading' && document.styleSheets.length > 0);
  await fontsLoaded(page);
}

/** Waits until so many elements of a page have come to an end: a card is shown, or it failed and the figure stays. */
export async function settled(page: Page, count = 1): Promise<void> {
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('xizang-trade')].filter((each) =>
        each.matches(':is(:state(ready), :state(stale), :state(failed))'),
      ).length >= count,
    count,
  );
}

/** The words that a reader sees at each element, where a card or its figure stands; the menu apart. */
export function shownWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('xizang-trade')].map((element) => {
      const root = element.shadowRoot;
      const shown = root === null || root.querySelector('slot') !== null ? element : root;
      return [...shown.querySelectorAll('.xt-card, .xt-inline')]
        .map((card) => {
          const copy = card.cloneNode(true) as Element;
          for (const menu of copy.querySelectorAll('.xt-menu')) menu.remove();
          return copy.textContent?.replace(/\s+/g, '') ?? '';
        })
        .join('|');
    }),
  );
}

/** What stands between the tags, in the same form: what must be shown after the script, too. */
export function printedWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('xizang-trade')].map((element) =>
      [...element.querySelectorAll('.xt-card, .xt-inline')].map((card) => card.textContent?.replace(/\s+/g, '') ?? '').join('|'),
    ),
  );
}
