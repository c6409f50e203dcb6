import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium } from './browser.ts';
import { visit } from './visit.ts';

const origin = inject('origin');
let browser: Browser;
beforeAll(async () => {
  browser = await connectChromium();
});
afterAll(() => browser?.close());

/**
 * What a host does, as WordPress does it: listens to the frame whose secret is told, and lets it be 200 to 1,000 pixels high
 * (wp-includes/js/wp-embed.js). It keeps all messages, to be looked at.
 */
const HOST_SCRIPT = `
  window.messages = [];
  addEventListener('message', ({ data, source, origin }) => {
    messages.push({ data, origin });
    if (data.message !== 'height' || !/^[a-zA-Z0-9]+$/.test(data.secret)) return;
    for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
      if (frame.contentWindow === source) frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
    }
  });`;

async function host(body: string, use: (page: Page, complaints: string[]) => Promise<void>, options = {}): Promise<void> {
  const server: Server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>A newspaper</title><link rel="icon" href="data:,"><script>${HOST_SCRIPT}</script>${body}</html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const { page, complaints } = await visit(
    browser,
    `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
    options,
  );
  try {
    await use(page, complaints);
  } finally {
    await page.context().close();
    server.close();
  }
}

const sandboxed = (path: string, width = 400) =>
  `<iframe class="wp-embedded-content" sandbox="allow-scripts" data-secret="s3cr3t" width="${width}" height="50" src="${origin}${path}#?secret=s3cr3t"></iframe>`;

/** How high the frame is, and how high what it holds. */
async function heights(page: Page): Promise<{ outside: number; inside: number; frameOrigin: string }> {
  const outside = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
  const [, frame] = page.frames();
  const inside = await frame?.evaluate(() => ({
    inside: Math.ceil(document.documentElement.getBoundingClientRect().height),
    frameOrigin: self.origin,
  }));
  return { outside, ...(inside ?? { inside: 0, frameOrigin: '' }) };
}

/** Whether the frame is as high as the card in it, which is there. */
async function fits(page: Page): Promise<boolean> {
  const { outside, inside } = await heights(page);
  return inside > 100 && outside === Math.max(200, inside);
}

describe('a frame in the sandbox of WordPress', () => {
  it.each([
    ['/facts/total-2025/frame?lang=en', 400],
    ['/facts/total-2025/frame?lang=zh', 400],
    ['/facts/belt-and-road-2025/frame?lang=en', 260],
    ['/facts/total-2025/frame?variant=compact', 320],
  ])('%s, %i pixels wide, grows to the height of the card', async (path, width) => {
    await host(sandboxed(path, width), async (page, complaints) => {
      await expect.poll(() => fits(page)).toBe(true);
      expect((await heights(page)).frameOrigin).toBe('null');
      expect(complaints).toEqual([]);
    });
  });

  it('grows when a reader opens the table behind the curve, and fits again when it becomes narrower', async () => {
    await host(sandboxed('/facts/total-2025/frame', 448), async (page) => {
      await expect.poll(() => fits(page)).toBe(true);
      const { outside: before } = await heights(page);
      await page.frameLocator('iframe').locator('summary').click();
      await expect.poll(async () => (await heights(page)).outside).toBeGreaterThan(before);
      await expect.poll(() => fits(page)).toBe(true);
      const { outside: wide } = await heights(page);
      await page.locator('iframe').evaluate((frame) => frame.setAttribute('width', '220'));
      await expect.poll(async () => (await heights(page)).outside).not.toBe(wide);
      await expect.poll(() => fits(page)).toBe(true);
    });
  });

  it('asks WordPress to follow a link of ours, for it may open none', async () => {
    await host(sandboxed('/facts/total-2025/frame'), async (page) => {
      await page.frameLocator('iframe').locator('footer a').click();
      await page.waitForFunction(() =>
        (self as unknown as { messages: { data: { message?: string } }[] }).messages.some(({ data }) => data.message === 'link'),
      );
      expect(await messagesOf(page)).toContainEqual({ message: 'link', value: `${origin}/facts/total-2025`, secret: 's3cr3t' });
    });
  });
});

const messagesOf = (page: Page) =>
  page.evaluate(() => (self as unknown as { messages: { data: unknown }[] }).messages.map(({ data }) => data));

describe('a frame', () => {
  it('tells its height in every dialect, and to WordPress only with a secret', async () => {
    await host(
      `<iframe src="${origin}/facts/total-2025/frame?lang=en" width="400" height="50"></iframe>`,
      async (page, complaints) => {
        const src = `${origin}/facts/total-2025/frame?lang=en`;
        await expect
          .poll(async () => {
            const { inside: height } = await heights(page);
            const told = [
              { type: 'xizang-trade-height', height, src },
              { sentinel: 'amp', type: 'embed-size', height },
              JSON.stringify({ src, context: 'iframe.resize', height }),
            ];
            return JSON.stringify((await messagesOf(page)).slice(-3)) === JSON.stringify(told);
          })
          .toBe(true);
        const messages = await messagesOf(page);
        expect(messages.filter((data) => (data as { message?: string }).message !== undefined)).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );
  });

  it('does not answer a host that answers every message three times as fast', async () => {
    const chatty = `<script>addEventListener('message', ({ source }) => { for (let i = 0; i < 3; i += 1) source.postMessage('ack', '*'); });</script>`;
    await host(`${chatty}${sandboxed('/facts/total-2025/frame')}`, async (page) => {
      await expect.poll(() => fits(page)).toBe(true);
      const before = (await messagesOf(page)).length;
      const began = Date.now();
      await page.waitForTimeout(1000);
      // Four dialects in a tenth of a second at most; without an end they would be thousands
      const most = 4 * (Math.ceil((Date.now() - began) / 100) + 1);
      expect((await messagesOf(page)).length - before).toBeLessThanOrEqual(most);
    });
  });

  it('shows the fact without script', async () => {
    await host(
      sandboxed('/facts/total-2025/frame'),
      async (page) => {
        expect(await page.frameLocator('iframe').locator('.xt-value').textContent()).toBe('8.479 billion yuan');
      },
      { javaScriptEnabled: false },
    );
  });

  it('lets shine through what is behind it', async () => {
    await host(
      `<style>body{margin:0;background:rgb(1, 2, 3)}iframe{border:0}</style>${sandboxed('/facts/total-2025/frame')}`,
      async (page) => {
        const [, frame] = page.frames();
        expect(
          await frame?.evaluate(() =>
            [document.documentElement, document.body].map((each) => getComputedStyle(each).backgroundColor),
          ),
        ).toEqual(['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)']);
      },
    );
  });
});
