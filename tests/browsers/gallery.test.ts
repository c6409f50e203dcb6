import { createServer } from 'node:http';
import type { Browser, BrowserContextOptions } from 'playwright';
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

/** Pastes code into a page of somebody else, and opens it. */
async function paste(code: string) {
  const server = createServer((_, response) =>
    response
      .setHeader('Content-Type', 'text/html; charset=utf-8')
      .end(`<!doctype html><html lang="en"><title>A newspaper</title><link rel="icon" href="data:,">${code}</html>`),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const visited = await visit(browser, `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
  return { ...visited, close: () => Promise.all([visited.page.context().close(), server.close()]) };
}

describe('the gallery', () => {
  it.each(['/embed', '/zh/embed'])('%s has every fact as a card, with its code, also without script', async (path) => {
    const { facts } = (await (await fetch(`${origin}/facts.json`)).json()) as { facts: { fact: string }[] };
    const { page, complaints } = await open(path, { javaScriptEnabled: false });
    const codes = await page.locator('div.embed pre').allTextContents();
    expect(codes).toHaveLength(facts.length);
    expect(await page.locator('div.embed .xt-card').count()).toBe(facts.length);
    for (const { fact } of facts) expect(codes.filter((code) => code.includes(`<xizang-trade fact="${fact}" `))).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(['/embed', '/zh/embed', '/embed?fact=total-2025', '/zh/embed?fact=total-2025'])(
    '%s does not scroll sideways on a phone or on a desktop, with its first list open',
    async (path) => {
      const { page } = await visitInFonts(browser, `${origin}${path}`);
      await page
        .locator('details')
        .first()
        .evaluateAll((all) => all.map((each) => each.setAttribute('open', '')));
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect([width, await sideways(page)]).toEqual([width, 0]);
      }
      await page.context().close();
    },
  );

  it('follows its options from the keyboard, keeps the place, and can be linked to', async () => {
    const { page, complaints } = await open('/embed?fact=total-2025');
    const code = page.locator('#code-script');
    expect(await code.inputValue()).not.toContain('theme=');
    await page.locator('input[name=theme][value=auto]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#code-script')?.value.includes('theme="dark"'));
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('dark');
    const pinned = page.locator('input[name=release][value=pinned]');
    const { release } = (await (await fetch(`${origin}/health`)).json()) as { release: string };
    // Between two releases there is none that a card could stay at
    if (release.endsWith('+draft')) expect(await pinned.isDisabled()).toBe(true);
    else {
      await pinned.check();
      await page.waitForFunction(
        (id) => document.querySelector<HTMLTextAreaElement>('#code-script')?.value.includes(` release="${id}"`),
        release,
      );
      expect(new URL(page.url()).searchParams.get('release')).toBe('pinned');
    }
    expect(await page.locator('.preview xizang-trade').getAttribute('theme')).toBe('dark');
    expect(await page.locator('#code-frame').inputValue()).toContain('theme=dark');
    expect(new URL(page.url()).searchParams.get('theme')).toBe('dark');
    const linked = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await linked.page.locator('#code-script').inputValue()).toBe(await code.inputValue());
    expect(complaints).toEqual([]);
    await Promise.all([page, linked.page].map((each) => each.context().close()));
  });

  it('leads to the fact that was chosen in the other language, too', async () => {
    const { page } = await open('/embed?fact=total-2025');
    await page.locator('select[name=fact]').selectOption('nepal-2024');
    await page.locator('h1', { hasText: 'Nepal' }).waitFor();
    expect(await page.locator('.languages a').getAttribute('href')).toBe('/zh/embed?fact=nepal-2024');
    await page.context().close();
  });

  it('shows the same by its button, without script', async () => {
    const { page } = await open('/zh/embed?fact=total-2025', { javaScriptEnabled: false });
    await page.locator('input[name=variant][value=compact]').check();
    await page.locator('form button').click();
    expect(await page.locator('#code-script').inputValue()).toContain('variant="compact"');
    expect(await page.locator('button[data-copies]').first().isVisible()).toBe(false);
    await page.context().close();
  });

  it.each(['/embed', '/zh/embed'])('%s?fact= has a menu in which no two facts read alike', async (path) => {
    const { page } = await open(`${path}?fact=total-2025`);
    const names = await page.locator('select[name=fact] option').allTextContents();
    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names).size).toBe(names.length);
    await page.context().close();
  });

  it('copies what it shows, also after a choice', async () => {
    const { page } = await open('/embed?fact=total-2025', { permissions: ['clipboard-write'] });
    const copied = await keepCopies(page);
    await page.locator('input[name=lang][value=zh]').check();
    await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#code-markdown')?.value.includes('lang=zh'));
    await page.locator('button[data-copies=code-markdown]').click();
    await page.locator('button[data-copies=code-markdown]', { hasText: 'Copied' }).waitFor();
    expect(copied()).toBe(await page.locator('#code-markdown').inputValue());
    await page.context().close();
  });
});

describe('the code to copy', () => {
  it('runs in somebody else’s page, for its integrity is that of the bytes that are served; others are refused', async () => {
    const { page } = await open('/embed?fact=total-2025');
    const code = await page.locator('#code-script').inputValue();
    await page.context().close();
    const addresses = [...code.matchAll(/(?:src|href)="([^"]+\/v[^"]+)" integrity="([^"]+)"/g)];
    expect(addresses).toHaveLength(2);
    for (const [, address = '', integrity] of addresses) {
      const hash = await crypto.subtle.digest('SHA-384', await (await fetch(address)).arrayBuffer());
      expect(integrity).toBe(`sha384-${Buffer.from(hash).toString('base64')}`);
    }
    const isDefined = () => customElements.get('xizang-trade') !== undefined;
    const good = await paste(code);
    expect([await good.page.evaluate(isDefined), good.complaints]).toEqual([true, []]);
    await good.close();
    const bad = await paste(code.replaceAll(/integrity="sha384-./g, 'integrity="sha384-_'));
    expect(await bad.page.evaluate(isDefined)).toBe(false);
    expect(await bad.page.locator('.xt-card .xt-value').textContent()).toBe('8.479 billion yuan');
    await bad.close();
  });

  it('as a frame is as high as its card, with the lines for a page of one’s own', async () => {
    const { page } = await open('/embed?fact=total-2025&lang=zh');
    const [frame, host] = await Promise.all(['#code-frame', '#code-host'].map((id) => page.locator(id).inputValue()));
    await page.context().close();
    const pasted = await paste(`${host}<p>Before</p>${frame?.replace('height="420"', 'height="40"')}<p>After</p>`);
    const [, inner] = pasted.page.frames();
    await expect
      .poll(async () => {
        const inside = await inner?.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
        const outside = await pasted.page.locator('iframe').evaluate((each) => each.clientHeight);
        return outside > 100 && outside === inside;
      })
      .toBe(true);
    expect(pasted.complaints).toEqual([]);
    await pasted.close();
  });

  it('as a link is what oEmbed understands', async () => {
    const { page } = await open('/zh/embed?fact=total-2025');
    const link = await page.locator('#code-link').inputValue();
    await page.context().close();
    const { html } = (await (await fetch(`${origin}/oembed.json?url=${encodeURIComponent(link)}`)).json()) as { html: string };
    expect(html).toContain(`${origin}/facts/total-2025/frame?lang=zh`);
  });
});
