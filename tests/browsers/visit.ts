import type { Browser, BrowserContextOptions, Page } from 'playwright';

/** A page that was opened, with all that the browser complained of and all that it asked for. */
export type Visit = { page: Page; complaints: string[]; requests: string[] };

/** Opens an address in a browser that knows nothing yet, and waits until nothing is loaded any more. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: 'networkidle' });
  return { page, complaints, requests };
}
