import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import description from '../../package.json' with { type: 'json' };
import type { CopyDetail } from '../../widget/events.ts';
import type { XizangTrade } from '../../widget/index.ts';
import { loaded, put, requests, setMode } from './page.ts';

let taken: string[] = [];

beforeEach(async () => {
  document.documentElement.lang = 'en';
  await setMode('well');
  taken = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
    taken.push(text);
  });
});
afterEach(() => vi.restoreAllMocks());

async function open(attributes: string): Promise<{ element: XizangTrade; menu: HTMLDetailsElement }> {
  const load = loaded();
  const element = put(`<xizang-trade fact="total-2025" ${attributes}></xizang-trade>`);
  await load;
  const menu = element.shadowRoot?.querySelector<HTMLDetailsElement>('.xt-menu');
  if (!menu) throw new Error('The card has no menu.');
  menu.querySelector('summary')?.click();
  return { element, menu };
}

function click(menu: Element, label: string): void {
  const button = [...menu.querySelectorAll('button')].find(({ textContent }) => textContent === label);
  if (button === undefined) throw new Error(`The menu has no "${label}".`);
  button.click();
}

const saidIn = (menu: Element) => menu.querySelector('[role=status]')?.textContent;

it('is a disclosure with a name, with four things to copy and two to follow', async () => {
  const { menu } = await open('');
  expect(menu.querySelector('summary')?.ariaLabel).toBe('Copy, cite, embed, data');
  expect([...menu.querySelectorAll('button, a')].map(({ textContent }) => textContent)).toEqual([
    'Copy sentence with source',
    'Copy citation',
    'Copy embed code (live)',
    'Copy embed code (pinned)',
    'Data as CSV',
    'How do we know?',
  ]);
  expect([...menu.querySelectorAll('a')].map(({ href }) => href)).toEqual([
    `${location.origin}/observations.csv?observation=goods-trade_total-2025`,
    `${location.origin}/facts/total-2025`,
  ]);
});

it('Escape closes it and gives the focus back', async () => {
  const { element, menu } = await open('');
  const button = menu.querySelector('button');
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(menu.open).toBe(false);
  expect(element.shadowRoot?.activeElement).toBe(menu.querySelector('summary'));
});

it('the spoken sentence is copied with the address, said, and told to the page', async () => {
  const told = new Promise<CopyDetail>((resolve) => {
    document.addEventListener('xizang-trade-copy', ({ detail }) => resolve(detail), { once: true });
  });
  const { menu } = await open('');
  click(menu, 'Copy sentence with source');
  const text = `A spoken sentence. ${location.origin}/facts/total-2025`;
  expect(await told).toEqual({ fact: 'total-2025', what: 'sentence', text });
  expect(taken).toEqual([text]);
  expect(saidIn(menu)).toBe('Copied.');
});

it.each([
  ['', '/facts/total-2025.txt?lang=en', '/observations.csv?observation=goods-trade_total-2025'],
  [
    'release="2026-01-01.1"',
    '/releases/2026-01-01.1/dataset.txt?lang=en',
    '/releases/2026-01-01.1/observations.csv?observation=goods-trade_total-2025',
  ],
  ['as-of="2026-05-01"', '/dataset.txt?lang=en', '/observations.csv?observation=goods-trade_total-2025&as_of=2026-05-01'],
])('with %s the citation is from %s and the CSV from %s', async (attributes, citation, csv) => {
  const { menu } = await open(attributes);
  await vi.waitFor(async () => expect(await requests()).toContain(citation));
  click(menu, 'Copy citation');
  await vi.waitFor(() => expect(taken).toEqual([`Cited from ${citation}`]));
  expect(menu.querySelector('a')?.getAttribute('href')).toBe(`${location.origin}${csv}`);
});

it('a citation that cannot be loaded is said', async () => {
  const { menu } = await open('');
  await setMode('busy');
  click(menu, 'Copy citation');
  // What was loaded when the menu opened is still good
  await vi.waitFor(() => expect(saidIn(menu)).not.toBe(''));
  const again = await open('as-of="2026-05-01"');
  click(again.menu, 'Copy citation');
  await vi.waitFor(() => expect(saidIn(again.menu)).toBe('This could not be loaded.'));
});

it('the embed code is a complete figure between the tags, with the files of this version', async () => {
  const { menu } = await open('lang="zh"');
  click(menu, '复制嵌入代码（最新）');
  await vi.waitFor(() => expect(taken).toHaveLength(1));
  const folder = `${location.origin}/v${description.version}`;
  const lines = taken[0]?.split('\n') ?? [];
  expect(lines[0]).toBe(`<link rel="stylesheet" href="${folder}/xizang-trade.css">`);
  expect(lines[1]).toBe('<xizang-trade fact="total-2025" lang="zh-Hans">');
  expect(lines[2]).toMatch(
    /^<figure class="xt-card" data-fact="total-2025" .*<data value="50000000">5000万元<\/data>.*<\/figure>$/,
  );
  expect(lines[2]).not.toContain(' part=');
  expect(lines[3]).toBe('</xizang-trade>');
  expect(lines[4]).toBe(`<script type="module" src="${folder}/xizang-trade.js" crossorigin="anonymous"></script>`);
});

it('pinned embed code names the release', async () => {
  const { menu } = await open('');
  click(menu, 'Copy embed code (pinned)');
  await vi.waitFor(() => expect(taken[0]).toContain('<xizang-trade fact="total-2025" lang="en" release="2026-01-01.1">'));
});

it('where the clipboard is denied the old command copies, and the focus stays', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('Denied.', 'NotAllowedError'));
  const command = vi.spyOn(document, 'execCommand').mockReturnValue(true);
  const { element, menu } = await open('');
  menu.querySelector('button')?.focus();
  click(menu, 'Copy sentence with source');
  await vi.waitFor(() => expect(saidIn(menu)).toBe('Copied.'));
  expect(command).toHaveBeenCalledWith('copy');
  expect(element.shadowRoot?.activeElement?.textContent).toBe('Copy sentence with source');
});

it('where nothing may copy the text stands there, selected', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('Denied.', 'NotAllowedError'));
  vi.spyOn(document, 'execCommand').mockReturnValue(false);
  const { menu } = await open('');
  click(menu, 'Copy sentence with source');
  await vi.waitFor(() => expect(saidIn(menu)).toBe('The text is selected; copy it by hand.'));
  const field = menu.querySelector('textarea');
  expect(field?.hidden).toBe(false);
  expect(field?.value.slice(field.selectionStart, field.selectionEnd)).toBe(
    `A spoken sentence. ${location.origin}/facts/total-2025`,
  );
});

it('every target is 24 pixels high or more', async () => {
  const { menu } = await open('');
  for (const target of menu.querySelectorAll('summary, button, a')) {
    expect([target.textContent, target.getBoundingClientRect().height >= 24]).toEqual([target.textContent, true]);
  }
});
