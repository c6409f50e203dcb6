import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium } from './browser.ts';
import { sideways } from './geometry.ts';
import { keepCopies, visit, visitInFonts } from './visit.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await connectChromium();
});
afterAll(() => browser?.close());

const open = (path: string, options?: BrowserContextOptions) => visit(browser, `${origin}${path}`, options);

const rowsOf = (page: Page) => page.locator('table.observations tbody tr').count();
const csvOf = async (page: Page) => {
  const address = await page.locator('#address').inputValue();
  return (await (await fetch(address)).text()).trimEnd().split('\r\n').length - 1;
};

describe('the page to choose observations by hand', () => {
  it.each(['/observations', '/zh/observations'])('%s works without script: a plain form', async (path) => {
    const { page, complaints } = await open(path, { javaScriptEnabled: false });
    await page.locator('summary').nth(3).click();
    await page.locator('input[name=partner][value=NP]').check();
    await page.locator('input[name=partner][value=DE]').check();
    await page.locator('input[name=from]').fill('2020');
    await page.locator('select[name=sort]').selectOption('-value');
    await page.locator('button[type=submit]').click();
    await page.waitForURL(/partner=NP/);
    const shown = await rowsOf(page);
    expect(shown).toBeGreaterThan(10);
    expect(await csvOf(page)).toBe(shown);
    expect(await page.locator('#address').inputValue()).toBe(`${origin}/observations.csv?from=2020&partner=DE,NP&sort=-value`);
    // What was chosen still is, and can be seen without opening the list
    expect(await page.locator('input[name=partner]:checked').count()).toBe(2);
    expect(await page.locator('summary strong').first().textContent()).toMatch(/^(Nepal|尼泊尔|Germany|德国)(, |、)/);
    expect(complaints).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await open('/observations');
    const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 60) ?? '');
    const tabTo = async (what: RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (what.test(await focused())) return;
      }
      throw new Error(`The Tab key does not lead to ${what}.`);
    };
    await tabTo(/<summary>Partner/);
    await page.keyboard.press('Enter');
    await tabTo(/value="NP"/);
    await page.keyboard.press('Space');
    await tabTo(/<button type="submit"/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/partner=NP/);
    expect(await rowsOf(page)).toBe(await csvOf(page));
  });

  it('copies the address, and where the clipboard is denied leaves it selected', async () => {
    const allowed = await open('/observations?partner=NP', { permissions: ['clipboard-write'] });
    const copied = await keepCopies(allowed.page);
    await allowed.page.locator('button[data-copies]').click();
    await allowed.page.locator('button[data-copies]', { hasText: 'Copied' }).waitFor();
    const address = `${origin}/observations.csv?partner=NP`;
    expect(copied()).toBe(address);

    const denied = await open('/observations?partner=NP');
    await denied.page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'));
    });
    await denied.page.locator('button[data-copies]').click();
    await expect.poll(() => denied.page.evaluate(() => document.getSelection()?.toString())).toBe(address);
    expect(denied.complaints).toEqual([]);
  });

  it.each([
    ['/observations?partner=NP', [320, 768]],
    ['/zh/observations?partner=NP', [375]],
    ['/observations?parnter=NP', [1280]],
  ])('%s fits its window, %j pixels wide, with every list open', async (path, widths) => {
    const { page } = await visitInFonts(browser, `${origin}${path}`);
    await page.locator('details').evaluateAll((all) => all.map((each) => each.setAttribute('open', '')));
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await sideways(page)]).toEqual([width, 0]);
    }
    await page.context().close();
  });

  it('sorts by a heading, says which way, and stays at the table', async () => {
    const { page } = await open('/observations?partner=NP&measure=level&unit=CNY');
    await page.locator('thead a', { hasText: 'Value' }).click();
    await page.waitForURL(/sort=value&unit=CNY#rows/);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await page.locator('thead a', { hasText: 'Value' }).click();
    await page.waitForURL(/sort=-value&unit=CNY#rows/);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  it('leads from an error to what was meant', async () => {
    const { page } = await open('/observations?partner=Nepal');
    expect(await page.locator('[role=alert]').textContent()).toContain('"Nepal" is not a value of partner.');
    await page.locator('[role=alert] a').click();
    await page.waitForURL(/partner=NP/);
    expect(await rowsOf(page)).toBeGreaterThan(10);
  });
});
