import { join } from 'node:path';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSources, toEmbed, toScript, toStyle } from './embed.ts';
import { openPage, openScene, printedWords, type Scene, settled, shownWords } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

const FACT = ['total-2025'];
const csp = (policy: string) => ({ 'content-security-policy': policy });
const types = (names: string) => () => csp(`require-trusted-types-for 'script'; trusted-types ${names}`);

describe('a card works, and nothing complains, in a host', () => {
  const policies: [string, (origin: string) => Record<string, string>][] = [
    ['without a policy', () => ({})],
    [
      "with default-src 'none' and the sources that the README prints",
      (origin) => csp(`default-src 'none'; ${readSources(origin)}`),
    ],
    ['with trusted types and a list that has the name of Lit', types('lit-html')],
    ['with trusted types and a list without it', types('newspaper')],
    ["with trusted types 'none'", types("'none'")],
    [
      'with COEP require-corp',
      () => ({ 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' }),
    ],
  ];
  it.each(policies)('%s', async (name, toHeaders) => {
    const { origin } = scene.publication;
    const { page, complaints } = await openPage(scene, scene.host.page(toEmbed(origin, FACT), toHeaders(origin)));
    await settled(page);
    expect(await state(page)).toBe('ready');
    expect(await shownWords(page)).toEqual(await printedWords(page));
    if (name.includes('COEP')) expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    // The menu as well: what it copies has tags in it, which trusted types look at
    await page.locator('.xt-menu > summary').click();
    for (const button of await page.locator('.xt-menu button').all()) {
      await button.click();
      await expect.poll(() => page.locator('.xt-said').textContent()).not.toBe('');
    }
    expect(complaints).toEqual([]);
    expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] });
    await page.context().close();
  });

  it('that has loaded Lit itself, and puts the element into a template of its own', async () => {
    const { origin } = scene.publication;
    const script = scene.host.script(await bundle('host-with-lit.fixture.ts'));
    const html = `${toStyle(origin)}<script type="module" src="${script}"></script><host-story></host-story>${toScript(origin)}`;
    const { page, complaints } = await openPage(scene, scene.host.page(html));
    await expect.poll(() => page.locator('host-story .xt-value').first().textContent()).toBe('8.479 billion yuan');
    // The host takes it out, and puts it in again with another fact
    await page.getByRole('button', { name: 'Nepal' }).click();
    await expect.poll(() => page.locator('host-story .xt-value').first().textContent()).toBe('5.12 billion yuan');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('where a host blocks us, the figure stays', () => {
  const blocked: [string, (origin: string) => string, string][] = [
    ['the script', (origin) => `default-src 'none'; style-src ${origin}`, 'script-src'],
    ['the data', (origin) => `default-src 'none'; style-src ${origin}; script-src ${origin}`, 'connect-src'],
    ['all of it', () => "default-src 'none'", 'script-src'],
  ];
  it.each(blocked)('%s', async (_, toPolicy, directive) => {
    const { origin } = scene.publication;
    const { page, complaints } = await openPage(scene, scene.host.page(toEmbed(origin, FACT), csp(toPolicy(origin))));
    await expect.poll(() => complaints.some((text) => text.includes('Content Security Policy'))).toBe(true);
    if (directive === 'connect-src') await settled(page);
    expect(await shownWords(page)).toEqual(await printedWords(page));
    expect(await page.locator('.xt-value').isVisible()).toBe(true);
    // What the browser says of its policy, and no error of ours
    expect(complaints.filter((text) => !/Content Security Policy|net::ERR_BLOCKED_BY_CSP/.test(text))).toEqual([]);
    await page.context().close();
  });

  it('by COEP, when the line of the script is pasted without its crossorigin', async () => {
    const { origin } = scene.publication;
    const html = toEmbed(origin, FACT).replaceAll(' crossorigin="anonymous"', '');
    const headers = { 'cross-origin-embedder-policy': 'require-corp' };
    const { page, complaints } = await openPage(scene, scene.host.page(html, headers));
    await settled(page);
    expect(await shownWords(page)).toEqual(await printedWords(page));
    expect(complaints.filter((text) => !/integrity/i.test(text))).toEqual([]);
    await page.context().close();
  });
});

function state(page: Parameters<typeof settled>[0]): Promise<string | undefined> {
  return page.evaluate(() =>
    ['waiting', 'ready', 'stale', 'failed'].find((name) => document.querySelector('xizang-trade')?.matches(`:state(${name})`)),
  );
}

/** A script of the host, in one file as newspapers serve theirs. */
async function bundle(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    // Otherwise it is the build of Lit that warns people who work on it
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: { write: false, lib: { entry: join(import.meta.dirname, file), formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? (built as Rollup.RollupOutput[]) : [built as Rollup.RollupOutput];
  return output?.output[0].code ?? '';
}
