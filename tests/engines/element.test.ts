import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbedOptions, readSources, toElement, toScript, toStyle } from '../browsers/embed.ts';
import { boxes } from '../browsers/geometry.ts';
import { type Host, serveHost } from '../browsers/host.ts';
import { type Behaviour, type Publication, servePublication } from '../browsers/publication.ts';
import { type Engine, until } from './engine.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebkit } from './webkit.ts';

let host: Host;
let publication: Publication;
beforeAll(async () => {
  [host, publication] = await Promise.all([serveHost(), servePublication()]);
});
afterAll(() => Promise.all([host?.close(), publication?.close()]));
beforeEach(() => {
  publication.behaviour = 'well';
});

const MANY = ['total-2025', 'nepal-2024', 'belt-and-road-2025', 'private-share-2025'];
const EMBEDS: [string, readonly string[], EmbedOptions][] = [
  ['a card', ['total-2025'], {}],
  ['a contested card in Chinese', ['belt-and-road-2025'], { language: 'zh' }],
  ['a compact card', ['total-2025'], { variant: 'compact' }],
  ['a value in a sentence', ['total-2025'], { variant: 'inline' }],
  ['a grid', MANY, {}],
  ['a grid in Chinese', MANY, { language: 'zh' }],
];
const types = (names: string) => ({ 'content-security-policy': `require-trusted-types-for 'script'; trusted-types ${names}` });
const POLICIES: [string, (host: string, origin: string) => Record<string, string>][] = [
  [
    "default-src 'none' and the sources that the README prints",
    (host, origin) => ({
      // The page has a script of its own, which tells the test of errors
      'content-security-policy': `default-src 'none'; ${readSources(origin)}`.replace('script-src', `script-src ${host}`),
    }),
  ],
  ['trusted types and a list that has the name of Lit', () => types('lit-html')],
  ['trusted types and a list without it', () => types('newspaper')],
  ["trusted types 'none'", () => types("'none'")],
  ['COEP require-corp', () => ({ 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' })],
];

describe.each([
  ['Firefox', launchFirefox],
  ['WebKitGTK', launchWebkit],
])('in %s', (_, launch) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch();
  });
  afterAll(() => engine?.close());

  describe.each([320, 640, 1024])('%i pixels wide, with a script that is late, nothing moves and the words stay:', (width) => {
    it.each(EMBEDS)('%s', async (_, facts, options) => {
      const send = publication.holdScripts();
      await engine.open(host.page(toStory(facts, options, width)));
      await until(engine, () => document.styleSheets.length > 0 && document.readyState === 'interactive');
      await engine.run(fontsLoaded);
      const before = await engine.run(boxes);
      send();
      await until(engine, isSettled);
      expect(await engine.run(boxes)).toEqual(before);
      expect(await engine.run(shown)).toEqual(await engine.run(printed));
      expect(await engine.run(state)).toBe('ready');
      expect(await engine.run(sideways)).toBe(0);
      expect(await engine.run(errors)).toEqual([]);
    });
  });

  it('the menu opens, and a reader can take the sentence, the citation and the code', async () => {
    await engine.open(host.page(toStory(['total-2025'], {})));
    await until(engine, isSettled);
    expect(await engine.run(menu)).toEqual([false, true, true]);
    for (const index of [0, 1, 2]) {
      await engine.run(press, index);
      await until(engine, hasSaid);
    }
    expect(await engine.run(errors)).toEqual([]);
  });

  it.each(POLICIES)('a card works, and nothing complains, under %s', async (_, toHeaders) => {
    await engine.open(host.page(toStory(['total-2025'], {}), toHeaders(host.origin, publication.origin)));
    await until(engine, isSettled);
    expect(await engine.run(state)).toBe('ready');
    expect(await engine.run(shown)).toEqual(await engine.run(printed));
    await engine.run(menu);
    for (const index of [0, 1, 2]) {
      await engine.run(press, index);
      await until(engine, hasSaid);
    }
    expect(await engine.run(errors)).toEqual([]);
  });

  it.each<Behaviour>(['busy', 'reset', 'malformed'])('the figure stays when the server is %s', async (behaviour) => {
    publication.behaviour = behaviour;
    await engine.open(host.page(toStory(['total-2025'], {})));
    await until(engine, isSettled);
    expect(await engine.run(state)).toBe('failed');
    expect(await engine.run(shown)).toEqual(await engine.run(printed));
    expect(await engine.run(errors)).toEqual([]);
  });

  it('a dark page has a dark card, and theme overrules it', async () => {
    const { origin } = publication;
    const cards = ['', 'theme="light"'].map((attributes) => toElement(origin, ['total-2025'], { attributes })).join('');
    await engine.open(host.page(`<div style="color-scheme: dark">${toStyle(origin)}${cards}</div>${toScript(origin)}`));
    await until(engine, () => document.querySelectorAll('xizang-trade:state(ready)').length === 2);
    expect(await engine.run(papers)).toEqual(['rgb(27, 29, 32)', 'rgb(253, 252, 250)']);
  });
});

function toStory(facts: readonly string[], options: EmbedOptions, width = 640): string {
  const { origin } = publication;
  const element = toElement(origin, facts, options);
  const listen = host.script(`window.errors = [];
    addEventListener('error', ({ message }) => errors.push(message));
    addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      // WebKit asks for the icon of a page also where its policy forbids it
      if (!blockedURI.endsWith('/favicon.ico')) errors.push(violatedDirective + ' ' + blockedURI);
    });`);
  const card = options.variant === 'inline' ? `<p class="host">Trade came to ${element} in the year.</p>` : element;
  return `<script src="${listen}"></script>${toStyle(origin)}<table width="${width}" cellpadding="0" cellspacing="0"><tr><td width="${width}"><p class="host">Before.</p>${card}<p class="host">After.</p></td></tr></table>${toScript(origin)}`;
}

// All of these run in the page

async function fontsLoaded(): Promise<void> {
  // Fonts are asked for by the first layout. In Firefox document.fonts.ready waits for the script that is kept back
  document.body.getBoundingClientRect();
  await Promise.all([...document.fonts].filter(({ status }) => status === 'loading').map(({ loaded }) => loaded));
}

function isSettled(): boolean {
  return document.querySelector('xizang-trade:is(:state(ready), :state(stale), :state(failed))') !== null;
}

function state(): string | undefined {
  return ['ready', 'stale', 'failed'].find((name) => document.querySelector('xizang-trade')?.matches(`:state(${name})`));
}

function shown(): string[] {
  const element = document.querySelector('xizang-trade');
  const root = element?.shadowRoot?.querySelector('slot') === null ? element.shadowRoot : element;
  return [...(root?.querySelectorAll('.xt-card, .xt-inline') ?? [])].map((card) => {
    const copy = card.cloneNode(true) as Element;
    for (const menu of copy.querySelectorAll('.xt-menu')) menu.remove();
    return copy.textContent?.replace(/\s+/g, '') ?? '';
  });
}

function printed(): string[] {
  return [...document.querySelectorAll('xizang-trade :is(.xt-card, .xt-inline)')].map(
    (card) => card.textContent?.replace(/\s+/g, '') ?? '',
  );
}

function sideways(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

function errors(): string[] {
  return (window as unknown as { errors: string[] }).errors;
}

function menu(): boolean[] {
  const menu = document.querySelector('xizang-trade')?.shadowRoot?.querySelector<HTMLDetailsElement>('.xt-menu');
  const list = menu?.querySelector('ul');
  const before = menu?.open ?? true;
  menu?.querySelector('summary')?.click();
  return [before, menu?.open ?? false, (list?.getBoundingClientRect().height ?? 0) > 100];
}

function press(index: number): void {
  document.querySelector('xizang-trade')?.shadowRoot?.querySelectorAll<HTMLElement>('.xt-menu button')[index]?.click();
}

function hasSaid(): boolean {
  return (document.querySelector('xizang-trade')?.shadowRoot?.querySelector('.xt-said')?.textContent ?? '') !== '';
}

function papers(): string[] {
  return [...document.querySelectorAll('xizang-trade')].map(({ shadowRoot }) => {
    const card = shadowRoot?.querySelector('.xt-card');
    return card ? getComputedStyle(card).backgroundColor : '';
  });
}
