import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, india, total } from './facts.fixture.ts';
import { failed, loaded, put, requests, setMode, shownFacts, showsLightContent } from './page.ts';

const LIGHT = '<figure class="xt-card"><p>A complete figure</p></figure>';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  await setMode('well');
});
afterEach(() => vi.restoreAllMocks());

describe('editions', () => {
  it('release asks for the facts of that release, which are one file', async () => {
    const load = loaded();
    put('<xizang-trade fact="total-2025" release="2026-01-01.1"></xizang-trade>');
    await load;
    expect(await requests()).toEqual(['/releases/2026-01-01.1/facts.json']);
  });

  it('as-of asks for what was known on a day', async () => {
    const load = loaded();
    put('<xizang-trade fact="total-2025" as-of="2026-06-01"></xizang-trade>');
    await load;
    expect(await requests()).toEqual(['/facts.json?ids=total-2025&as_of=2026-06-01']);
  });

  it('src asks somewhere else', async () => {
    const load = loaded();
    const element = put(`<xizang-trade fact="total-2025" src="${location.origin}/mirror/"></xizang-trade>`);
    await load;
    expect(await requests()).toEqual(['/mirror/facts.json?ids=total-2025']);
    expect(element.shadowRoot?.querySelector<HTMLAnchorElement>('.xt-status a')?.href).toBe(
      `${location.origin}/mirror/facts/total-2025`,
    );
  });

  it.each([
    ['release="2026-01-01.1" as-of="2026-01-01"', 'Use release or as-of, not both.'],
    ['release="../../x"', 'release="../../x" is not valid. Write one as "2026-11-24.1".'],
    ['as-of="yesterday"', 'as-of="yesterday" is not valid. Write one as "2026-11-24".'],
    ['src="javascript:alert(1)"', 'src="javascript:alert(1)" is not valid. Write one as "https://data.example.org".'],
    ['src="data.example.org"', 'src="data.example.org" is not valid. Write one as "https://data.example.org".'],
  ])('%s is refused with a remedy, nothing is asked, and the figure stays', async (attributes, message) => {
    const failure = failed();
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const element = put(`<xizang-trade fact="total-2025" ${attributes}>${LIGHT}</xizang-trade>`);
    expect((await failure).error.message).toBe(message);
    // An event is heard by those who listen; who has just pasted the code looks at the console
    expect(said.mock.calls).toEqual([[`Error: ${message}`]]);
    expect(showsLightContent(element)).toBe(true);
    expect(element.matches(':state(failed)')).toBe(true);
    expect(await requests()).toEqual([]);
  });

  it('facts and topic take commas as well as blanks, and say on the console what is not there', async () => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const load = loaded();
    put('<xizang-trade facts="total-2025, atlantis-2025,  ,total-2025"></xizang-trade>');
    expect(await load).toMatchObject({ facts: ['total-2025'], unknown: ['atlantis-2025'] });
    expect(said.mock.calls).toEqual([['Error: There is no fact "atlantis-2025".']]);
    const both = loaded();
    put('<xizang-trade topic="totals,partners"></xizang-trade>');
    expect((await both).facts.length).toBeGreaterThan(1);
    expect(said).toHaveBeenCalledTimes(1);
  });

  it('a framework that sets null means nothing', async () => {
    const load = loaded();
    const element = put('<xizang-trade fact="total-2025" release="2026-01-01.1"></xizang-trade>');
    element.release = null as never;
    element.src = null as never;
    element.variant = null as never;
    await load;
    expect(shownFacts(element)).toEqual(['total-2025']);
  });
});

describe('theme', () => {
  it.each([
    ['light', 'light'],
    ['DARK', 'dark'],
    ['auto', 'light dark'],
    ['sepia', 'light dark'],
  ])('theme="%s" makes the color-scheme %s, and is observed', async (theme, scheme) => {
    document.documentElement.style.colorScheme = 'light dark';
    const load = loaded();
    const element = put('<xizang-trade fact="total-2025"></xizang-trade>');
    await load;
    const card = element.shadowRoot?.querySelector('.xt-card');
    element.setAttribute('theme', theme);
    await element.updateComplete;
    expect(getComputedStyle(element).colorScheme).toBe(scheme);
    // Nothing was made anew
    expect(element.shadowRoot?.querySelector('.xt-card')).toBe(card);
  });
});

describe('data', () => {
  it('an answer, or a list of facts, is shown without the network', async () => {
    for (const data of [answer, [total, india]]) {
      const load = loaded();
      const element = put('<xizang-trade fact="india-2025"></xizang-trade>');
      element.data = data;
      await load;
      expect(shownFacts(element)).toEqual(['india-2025']);
    }
    expect(await requests()).toEqual([]);
  });

  it('all of it is shown when nothing is asked for, and another one takes its place', async () => {
    let load = loaded();
    const element = put('<xizang-trade></xizang-trade>');
    element.data = [total, india];
    await load;
    expect(shownFacts(element)).toEqual(['total-2025', 'india-2025']);
    load = loaded();
    element.data = [india];
    await load;
    expect(shownFacts(element)).toEqual(['india-2025']);
  });

  it.each([
    ['a text', 'facts'],
    ['a number', 7],
    ['an object without facts', {}],
    ['facts that are none', { release: '1', facts: 'all' }],
    ['a fact without words', [{ ...total, text: {} }]],
    ['a fact whose value is text', [{ ...total, value: '5' }]],
    ['a fact whose value is not finite', [{ ...total, value: Number.POSITIVE_INFINITY }]],
    ['a fact whose name leads elsewhere', [{ ...total, fact: '../../evil' }]],
    ['a fact with a series of text', [{ ...total, series: 'long' }]],
    ['a fact with points that are null', [{ ...total, series: [null, null, null] }]],
    ['null in the list', [null, undefined, 3]],
  ])('%s is refused, and the figure of the page stays', async (_, data) => {
    const failure = failed();
    const element = put(`<xizang-trade>${LIGHT}</xizang-trade>`);
    element.data = data as never;
    expect((await failure).error).toBeInstanceOf(Error);
    expect(showsLightContent(element)).toBe(true);
  });
});

describe('when it is asked', () => {
  it('not before a card comes near, and then for all of them', async () => {
    const far = '<div style="height: 5000px"></div>';
    const element = put(
      `${far}<xizang-trade fact="total-2025" as-of="2026-06-02"></xizang-trade>${far}<xizang-trade fact="nepal-2025" as-of="2026-06-02"></xizang-trade>`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await requests()).toEqual([]);
    expect(element.state).toEqual({ status: 'waiting' });
    expect(element.matches(':state(waiting)')).toBe(true);
    const load = loaded();
    element.scrollIntoView();
    await load;
    expect(await requests()).toEqual(['/facts.json?ids=nepal-2025,total-2025&as_of=2026-06-02']);
    window.scrollTo(0, 0);
  });

  it('at once where nobody can tell what is near', async () => {
    vi.stubGlobal('IntersectionObserver', undefined);
    const load = loaded();
    put('<div style="height: 5000px"></div><xizang-trade fact="total-2025" as-of="2026-06-03"></xizang-trade>');
    await load;
    expect(await requests()).toHaveLength(1);
    vi.unstubAllGlobals();
  });

  it('only when the reader asks, where data is saved and the page has a figure', async () => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
    const element = put(`<xizang-trade fact="total-2025" as-of="2026-06-04">${LIGHT}</xizang-trade>`);
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await requests()).toEqual([]);
    expect(showsLightContent(element)).toBe(true);
    const button = element.shadowRoot?.querySelector('button');
    expect(button?.textContent).toBe('Load the full card');
    const load = loaded();
    button?.focus();
    button?.click();
    await load;
    expect(shownFacts(element)).toEqual(['total-2025']);
    // A keyboard goes on from the card, not from the top of the page
    expect(element.shadowRoot?.activeElement?.closest('.xt-card')).not.toBeNull();
    Reflect.deleteProperty(navigator, 'connection');
  });
});

it('a browser without states shows cards', async () => {
  vi.spyOn(CSS, 'supports').mockReturnValue(false);
  const load = loaded();
  const element = put('<xizang-trade fact="total-2025"></xizang-trade>');
  await load;
  expect(shownFacts(element)).toEqual(['total-2025']);
  expect(element.matches(':state(ready)')).toBe(false);
});

it('a thousand insertions and removals leave nothing behind', async () => {
  const listeners = vi.spyOn(EventTarget.prototype, 'addEventListener');
  const references: WeakRef<Element>[] = [];
  for (let round = 0; round < 1000; round++) {
    const element = document.createElement('xizang-trade');
    element.fact = 'total-2025';
    document.body.append(element);
    if (round % 100 === 0) {
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    element.remove();
    references.push(new WeakRef(element));
  }
  const onGlobals = listeners.mock.contexts.filter((target) => target === document || target === window);
  expect(onGlobals).toEqual([]);
  listeners.mockRestore();
  await new Promise((resolve) => setTimeout(resolve, 200));
  (globalThis as { gc?: () => void }).gc?.();
  await new Promise((resolve) => setTimeout(resolve, 100));
  (globalThis as { gc?: () => void }).gc?.();
  expect(references.filter((reference) => reference.deref() !== undefined).length).toBeLessThan(20);
});
