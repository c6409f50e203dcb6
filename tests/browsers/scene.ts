import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';
import { type Host, serveHost } from './host.ts';
import { type Publication, servePublication } from './publication.ts';

/** A newspaper, the publication on another origin, and Chromium before them. */
export type Scene = { host: Host; publication: Publication; browser: Browser; close: () => Promise<void> };

export async function openScene(): Promise<Scene> {
  const [host, publication, browser] = await Promise.all([
    serveHost(),
    servePublication(),
    chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS }),
  ]);
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
export async function openPage({ browser }: Scene, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url, { waitUntil: 'commit' });
  return { page, complaints };
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
