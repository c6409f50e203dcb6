import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { FONT_RULES, serveFont, toFontCss } from './fonts.ts';

/** Long enough for any machine: it is there to end a wait for what never comes. */
export const HANG_MS = 120_000;

/** A page that was opened, with all that the browser complained of and all that it asked for. */
export type Visit = { page: Page; complaints: string[]; requests: string[] };

/** Opens an address in a browser that knows nothing yet, and waits for its load event. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(HANG_MS);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: 'load' });
  return { page, complaints, requests };
}

/** Keeps what a page copies to itself: all pages of a browser have one clipboard, and other tests copy at the same time. */
export async function keepCopies(page: Page): Promise<() => string | undefined> {
  const copied: string[] = [];
  await page.exposeFunction('keepCopy', (text: string) => copied.push(text));
  await page.evaluate(() => {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = async (text) => {
      await write(text);
      await (window as unknown as { keepCopy: (text: string) => Promise<void> }).keepCopy(text);
    };
  });
  return () => copied.at(-1);
}

/** The same page in fonts that every machine has, for what depends on the width of letters. Its policy would forbid them. */
export async function visitInFonts(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await visit(browser, url, { ...options, bypassCSP: true });
  const { page } = visited;
  await page.route('**/fonts/**', (route) => {
    const { type, body } = serveFont(new URL(route.request().url()).pathname) ?? { type: 'text/plain', body: '' };
    return route.fulfill({ contentType: type, body });
  });
  await page.addStyleTag({ content: `${toFontCss()}\n${FONT_RULES}\n* { font-family: inherit !important }` });
  await fontsLoaded(page);
  return visited;
}

/** Waits until all text of a page has its letters. */
export function fontsLoaded(page: Page): Promise<void> {
  return page.evaluate(async () => {
    // Fonts are asked for by the first layout
    document.body.getBoundingClientRect();
    await document.fonts.ready;
  });
}
