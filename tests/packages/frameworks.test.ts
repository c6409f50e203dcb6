import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { build, type InlineConfig, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { toElement, toEmbed } from '../browsers/embed.ts';
import { openScene, printedWords, type Scene, settled, shownWords } from '../browsers/scene.ts';
import { type Framework, frameworks } from './frameworks.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { origin: PUBLICATION } = JSON.parse(readFileSync(join(ROOT, 'data/tables/dataset.json'), 'utf8'));
const FIGURE = toElement(PUBLICATION, ['total-2025']).match(/<figure.*<\/figure>/s)?.[0] ?? '';
/** In a Node of its own, as on a server. Without a line break at its end, which would be a node more than a framework expects. */
const RENDER = "import { render } from './server/server.js'; process.stdout.write(await render());";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

describe.each(frameworks)('the code that the README has for $name', (framework) => {
  let page: string;
  beforeAll(async () => {
    page = scene.host.page(await toPage(framework));
  });

  it('has the complete fact in the page without script', async () => {
    const opened = await open(page, false);
    expect((await printedWords(opened.page))[0]).toContain('8.479billionyuan');
    expect(await opened.page.locator('.xt-card').evaluate((card) => getComputedStyle(card).borderTopStyle)).toBe('solid');
    await opened.page.context().close();
  });

  it('shows the card of the publication with script, and nothing complains', async () => {
    const { page: shown, complaints } = await open(page, true);
    await settled(shown);
    expect(await shown.evaluate(() => document.querySelector('xizang-trade')?.matches(':state(ready)'))).toBe(true);
    expect(await shownWords(shown)).toEqual(await printedWords(shown));
    expect(await shown.locator('xizang-trade .xt-menu').count()).toBe(1);
    expect(complaints).toEqual([]);
    await shown.context().close();
  });
});

describe('the code that the README has for Hugo', () => {
  it('puts the code of the gallery into the page as it is', () => {
    const root = join(inject('consumer'), 'hugo');
    const code = toEmbed(PUBLICATION, ['total-2025']);
    const files = {
      'config.toml': 'baseURL = "https://newspaper.example/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n',
      'layouts/index.html': '<!doctype html><title>News</title>{{ .Content }}',
      'layouts/shortcodes/total-2025.html': code,
      'content/_index.md': `---\ntitle: News\n---\nBefore.\n\n${readSnippet('text')}\n\nAfter.\n`,
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    execFileSync('hugo', ['--quiet'], { cwd: root });
    const page = readFileSync(join(root, 'public/index.html'), 'utf8');
    expect(page).toMatch(/<p>Before.<\/p>.*<p>After.<\/p>/s);
    expect(page).toContain(code);
  });
});

/** A page as a server sends it: the component rendered, its style sheet, and the script that takes over. */
async function toPage(framework: Framework): Promise<string> {
  const root = join(inject('consumer'), framework.language);
  mkdirSync(root);
  const { file, language, server, browser } = framework;
  const files = { [file]: readSnippet(language), 'total-2025.html': FIGURE, 'server.ts': server, 'browser.ts': browser };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const config = framework.config ?? (language === 'vue' ? readSnippet('js') : undefined);
  if (config !== undefined) writeFileSync(join(root, 'vite.config.js'), config);
  const common: InlineConfig = {
    root,
    configFile: config === undefined ? false : join(root, 'vite.config.js'),
    logLevel: 'error',
  };
  const input = { rolldownOptions: { input: join(root, 'browser.ts') } };

  await build({ ...common, build: { ssr: 'server.ts', outDir: 'server' } });
  const rendered = execFileSync(process.execPath, ['--input-type=module', '--eval', RENDER], { cwd: root, encoding: 'utf8' });
  const { output } = (await build({
    ...common,
    build: { ...input, write: false, cssTarget: 'chrome123' },
  })) as Rollup.RolldownOutput;
  const script = output.find((each) => each.type === 'chunk')?.code ?? '';
  const style = output.find((each) => each.type === 'asset' && each.fileName.endsWith('.css'));
  const sheet = style?.type === 'asset' ? String(style.source) : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title><style>${sheet}</style></head><body><main>${rendered}</main><script type="module" src="${scene.host.script(script)}"></script></body></html>`;
}

/** The block of code in this language in the section of the README about npm. */
function readSnippet(language: string): string {
  const section = README.split('## Use it from npm\n')[1]?.split('\n## ')[0] ?? '';
  const [, code] = section.match(new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's')) ?? [];
  if (code === undefined) throw new Error(`README.md has no code in ${language} under "Use it from npm".`);
  return code;
}

/** Opens a page for which the address of the publication leads to what was built here. */
async function open(url: string, javaScriptEnabled: boolean): Promise<{ page: Page; complaints: string[] }> {
  const context = await scene.browser.newContext({ javaScriptEnabled });
  await context.route(`${PUBLICATION}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: `${scene.publication.origin}${pathname}${search}` }) });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}
