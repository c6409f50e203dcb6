import { beforeEach, expect, it } from 'vitest';
import { XizangTrade } from '../../widget/index.ts';
import { allLoaded, loaded, put, requests, setMode, shownFacts, showsLightContent } from './page.ts';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  await setMode('well');
});

const titleIn = (element: XizangTrade) => element.shadowRoot?.querySelector('.xt-title')?.textContent;

// First, because later ones find every answer in the memory of the page
it('several elements make one request, and one that comes later makes none for the same fact', async () => {
  const loads = allLoaded(3);
  put(
    '<xizang-trade fact="total-2025"></xizang-trade><xizang-trade facts="nepal-2025 total-2025"></xizang-trade><xizang-trade topic="partners"></xizang-trade>',
  );
  await loads;
  expect(await requests()).toEqual(['/facts.json?ids=nepal-2025,total-2025&topic=partners']);
  const load = loaded();
  put('<xizang-trade facts="total-2025 nepal-2025"></xizang-trade>');
  await load;
  expect(await requests()).toHaveLength(1);
});

it('what stands between the tags is shown first, and the card in its place afterwards', async () => {
  const load = loaded();
  const element = put('<xizang-trade fact="total-2025"><figure>A complete figure</figure></xizang-trade>');
  expect(element.state).toEqual({ status: 'waiting' });
  expect(element.shadowRoot?.innerHTML).toBe('<slot></slot>');
  expect(showsLightContent(element)).toBe(true);
  await load;
  expect(element.state).toMatchObject({ status: 'ready', facts: [{ fact: 'total-2025' }], release: '2026-01-01.1' });
  expect(shownFacts(element)).toEqual(['total-2025']);
  expect(showsLightContent(element)).toBe(false);
});

it.each([
  ['en', 'Xizang’s goods trade'],
  ['zh-CN', '西藏货物贸易进出口总值'],
])('lang="%s" shows the title %s', async (lang, title) => {
  const load = loaded();
  const element = put(`<xizang-trade fact="total-2025" lang="${lang}"></xizang-trade>`);
  await load;
  expect(titleIn(element)).toBe(title);
});

it('without lang of its own it has the language around it, across a shadow root', async () => {
  document.body.innerHTML = '<main lang="zh"></main>';
  const element = document.createElement('xizang-trade');
  element.fact = 'total-2025';
  const load = loaded();
  document.querySelector('main')?.attachShadow({ mode: 'open' }).append(element);
  await load;
  expect(titleIn(element)).toBe('西藏货物贸易进出口总值');
});

it('a move into a part in another language changes the language', async () => {
  let load = loaded();
  const element = put('<xizang-trade fact="total-2025"></xizang-trade><main lang="zh"></main>');
  await load;
  load = loaded();
  document.querySelector('main')?.append(element);
  await load;
  expect(titleIn(element)).toBe('西藏货物贸易进出口总值');
});

it('changes of each attribute are shown', async () => {
  let load = loaded();
  const element = put('<xizang-trade fact="total-2025"></xizang-trade>');
  await load;
  for (const [name, value, facts] of [
    ['fact', 'nepal-2025', ['nepal-2025']],
    ['facts', ' india-2025\n total-2025 ', ['nepal-2025', 'india-2025', 'total-2025']],
    ['fact', null, ['india-2025', 'total-2025']],
    ['topic', 'partners', ['india-2025', 'total-2025', 'nepal-2025']],
    ['facts', null, ['nepal-2025', 'india-2025']],
    ['lang', 'zh', ['nepal-2025', 'india-2025']],
  ] as const) {
    load = loaded();
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
    expect((await load).facts).toEqual(facts);
    expect(shownFacts(element)).toEqual(facts);
  }
  expect(titleIn(element)).toBe('西藏对尼泊尔进出口总值');
});

it('of two changes in a row the last one counts', async () => {
  const load = loaded();
  const element = put('<xizang-trade fact="total-2025"></xizang-trade>');
  await element.updateComplete;
  element.fact = 'nepal-2025';
  expect((await load).facts).toEqual(['nepal-2025']);
  expect(shownFacts(element)).toEqual(['nepal-2025']);
});

it('an element that is taken out stays silent, and shows its card when it is put in again', async () => {
  let loads = 0;
  const count = () => loads++;
  document.addEventListener('xizang-trade-load', count);
  const element = put('<xizang-trade fact="total-2025"></xizang-trade>');
  await element.updateComplete;
  element.remove();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(loads).toBe(0);
  const load = loaded();
  document.body.append(element);
  await load;
  document.removeEventListener('xizang-trade-load', count);
  expect(loads).toBe(1);
  expect(shownFacts(element)).toEqual(['total-2025']);
});

it('what exists is shown beside what does not, and the event names both', async () => {
  const load = loaded();
  const element = put('<xizang-trade facts="atlantis-2025 total-2025"></xizang-trade>');
  expect(await load).toEqual({
    facts: ['total-2025'],
    unknown: ['atlantis-2025'],
    withdrawn: [],
    release: '2026-01-01.1',
    stale: false,
  });
  expect(shownFacts(element)).toEqual(['total-2025']);
});

it('its events leave shadow roots and come from the element', async () => {
  document.body.innerHTML = '<main></main>';
  const element = document.createElement('xizang-trade');
  element.fact = 'total-2025';
  const origin = new Promise((resolve) => {
    document.addEventListener('xizang-trade-load', (event) => resolve(event.composedPath()[0]), { once: true });
  });
  document.querySelector('main')?.attachShadow({ mode: 'open' }).append(element);
  expect(await origin).toBe(element);
});

it('a second copy of the script leaves the element as it is', async () => {
  const copy = '../../widget/index.ts?copy=2';
  await expect(import(/* @vite-ignore */ copy)).resolves.toBeDefined();
  expect(customElements.get('xizang-trade')).toBe(XizangTrade);
});
