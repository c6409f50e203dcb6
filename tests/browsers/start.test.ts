import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';
import { copyProject, freePort, type Started, startProject, waitFor } from './project.ts';
import { visit } from './visit.ts';

const project = copyProject();
let browser: Browser;
let started: Started;
let origin: string;
let readyAfterMs: number;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const begun = Date.now();
  started = startProject(project.folder, { PORT: String(port) });
  await waitFor(started, 'Stop with Ctrl+C', 60_000);
  readyAfterMs = Date.now() - begun;
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
});

afterAll(async () => {
  await browser?.close();
  started?.process.kill('SIGINT');
  await started?.ended;
  project.remove();
});

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

describe('npm start', () => {
  it('is ready in under twenty seconds, shows progress, and one line per useful address', () => {
    expect(readyAfterMs).toBeLessThan(20_000);
    expect(started.printed()).toMatch(/1\/3 .*\n.*\n2\/3 .*\n.*\n3\/3 /);
    for (const path of [
      '/',
      '/zh/',
      '/observations.csv',
      '/observations.json',
      '/feed.atom',
      '/facts.json',
      '/xizang-trade.js',
      '/health',
    ]) {
      expect(started.printed()).toContain(`${origin}${path} `);
    }
  });

  it('serves every address that it prints, out of KV', async () => {
    for (const [, path = ''] of started.printed().matchAll(/localhost:\d+(\S*) {2}/g)) {
      const response = await fetch(`${origin}${path}`);
      await response.arrayBuffer();
      expect([path, response.status]).toEqual([path, 200]);
    }
    expect(await (await fetch(`${origin}/health`)).json()).toMatchObject({ state: 'current', seq: 1 });
  });

  it('answers HEAD with the length of what GET sends', async () => {
    const length = (await (await fetch(`${origin}/observations.csv`)).arrayBuffer()).byteLength;
    const head = await new Promise<string | undefined>((resolve, reject) => {
      request(`${origin}/observations.csv`, { method: 'HEAD' }, (response) => resolve(response.headers['content-length']))
        .on('error', reject)
        .end();
    });
    expect(head).toBe(String(length));
  });

  it('says in a sentence that a port is taken', async () => {
    const second = startProject(project.folder, { PORT: new URL(origin).port });
    expect(await second.ended).toBe(1);
    expect(second.printed().trim()).toBe(
      `Port ${new URL(origin).port} is taken. Stop what listens there, or choose another: PORT=8788 npm start`,
    );
  });

  it('says in a sentence what is wrong with a table', async () => {
    const broken = copyProject();
    const claims = join(broken.folder, 'data/tables/claims.csv');
    writeFileSync(claims, readFileSync(claims, 'utf8').replace(',8479000000,', ',8479000000.5,'));
    const failed = startProject(broken.folder, { PORT: String(await freePort()) });
    expect(await failed.ended).toBe(1);
    expect(failed.printed()).toMatch(/claims\.csv:\d+:\d+: value "8479000000\.5" has digits finer than its precision 1000000\./);
    expect(failed.printed()).not.toMatch(/^ +at /m);
    broken.remove();
  });
});

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

  it.each([320, 360, 768, 1280])('does not scroll sideways at %i pixels', async (width) => {
    const { page } = await open(`${origin}/`, { viewport: { width, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
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

// Last, because nothing is served after it
describe('Ctrl+C', () => {
  it('ends it without a complaint', async () => {
    started.process.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(started.printed()).not.toMatch(/ended with|^ +at /m);
  });
});
