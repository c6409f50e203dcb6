import { beforeEach, expect, it } from 'vitest';
import type { RevisedDetail } from '../../widget/events.ts';
import { india } from './facts.fixture.ts';
import { failed, loaded, put, setMode, shownFacts, showsLightContent } from './page.ts';

const figure = (fact: string, value: string, text: string, lang = 'en') =>
  `<figure class="xt-card" data-fact="${fact}" lang="${lang}"><p><data value="${value}">${text}</data></p></figure>`;

beforeEach(async () => {
  document.documentElement.lang = 'en';
  await setMode('well');
});

async function show(html: string) {
  const load = loaded();
  const element = put(html);
  await load;
  return element;
}

const noteIn = (element: Element) => element.shadowRoot?.querySelector('.xt-note');

it('a value that is another one than the page printed is told with both, the release and a link to the history', async () => {
  const revised = new Promise<RevisedDetail>((resolve) => {
    document.addEventListener('xizang-trade-revised', ({ detail }) => resolve(detail), { once: true });
  });
  const element = await show(
    `<xizang-trade fact="total-2025">${figure('total-2025', '49000000', '49 million yuan')}</xizang-trade>`,
  );
  expect(noteIn(element)?.textContent).toBe(
    'Revised: was 49 million yuan, now 50 million yuan (release of 1 January 2026). History',
  );
  expect(noteIn(element)?.querySelector('a')?.href).toBe(`${location.origin}/facts/total-2025#history`);
  expect(noteIn(element)?.getAttribute('part')).toBe('note revised');
  const revisions = [
    {
      fact: 'total-2025',
      was: { value: 49_000_000, text: '49 million yuan' },
      now: { value: 50_000_000, text: '50 million yuan' },
      release: '2026-01-01.1',
    },
  ];
  expect(await revised).toEqual({ revisions });
  expect(element.state).toMatchObject({ status: 'ready', revisions });
  expect(element.matches(':state(ready)') && element.matches(':state(revised)')).toBe(true);
});

it('in Chinese the same, the value that was printed in its own language', async () => {
  const element = await show(
    `<xizang-trade fact="total-2025" lang="zh">${figure('total-2025', '49000000', '49 million yuan')}</xizang-trade>`,
  );
  expect(noteIn(element)?.textContent).toBe('数值有变动：原为49 million yuan，现为5000万元（2026年1月1日发布的版本）。历次变动');
  expect(noteIn(element)?.querySelector('span')?.lang).toBe('en');
  expect(noteIn(element)?.querySelector('a')?.href).toBe(`${location.origin}/zh/facts/total-2025#history`);
});

it.each([
  ['the same value', '50000000'],
  ['the same value written otherwise', '5e7'],
  ['no number', 'fifty'],
  ['nothing', ' '],
])('%s is no revision', async (_, value) => {
  const element = await show(`<xizang-trade fact="total-2025">${figure('total-2025', value, 'x')}</xizang-trade>`);
  expect(noteIn(element)).toBeNull();
  expect(element.matches(':state(revised)')).toBe(false);
});

it.each([
  ['2026-01-01.2', 'printed the same day, but later'],
  ['2026-01-01.10', 'by number, not by letter'],
  ['2027-01-01.1', 'printed a year later'],
])('an answer older than what the page printed of %s (%s) does not take its place', async (release) => {
  const newer = figure('total-2025', '51000000', '51 million yuan').replace('<figure', `<figure data-release="${release}"`);
  const element = await show(`<xizang-trade fact="total-2025">${newer}</xizang-trade>`);
  expect(showsLightContent(element)).toBe(true);
  expect(noteIn(element)?.textContent).toBe('Whether there is a newer figure could not be checked.');
  expect(element.matches(':state(revised)')).toBe(false);
});

it.each(['release="2026-01-01.1"', 'as-of="2026-06-05"'])(
  'what stays at %s is no revision of what the page printed',
  async (pin) => {
    const element = await show(
      `<xizang-trade fact="total-2025" ${pin}>${figure('total-2025', '51000000', '51 million yuan')}</xizang-trade>`,
    );
    expect(shownFacts(element)).toEqual(['total-2025']);
    expect(noteIn(element)).toBeNull();
  },
);

it('each fact is compared with its own figure, and in a sentence too', async () => {
  const element = await show(
    `<xizang-trade facts="total-2025 nepal-2025" variant="inline">${figure('nepal-2025', '1', '1 yuan')}${figure('total-2025', '50000000', '')}</xizang-trade>`,
  );
  const notes = [...(element.shadowRoot?.querySelectorAll('.xt-note') ?? [])].map(({ textContent }) => textContent);
  expect(notes).toEqual(['Revised: was 1 yuan, now 30 million yuan (release of 1 January 2026). History']);
});

it('a value in a sentence has the white space around it that the printed one has', async () => {
  const printed = '<span class="xt-inline" data-fact="total-2025"><data value="50000000">50 million yuan</data></span>';
  for (const [before, after] of [
    ['', ''],
    ['\n', '\n'],
    ['', ' '],
  ]) {
    const element = await show(
      `<p>It was <xizang-trade fact="total-2025" variant="inline">${before}${printed}${after}</xizang-trade>.</p>`,
    );
    const text = element.shadowRoot?.textContent;
    expect(text).toBe(`${before && ' '}50 million yuan${after && ' '}`);
  }
});

it('several values in a sentence stand apart', async () => {
  const element = await show('<xizang-trade facts="total-2025 india-2025" variant="inline"></xizang-trade>');
  expect(element.shadowRoot?.textContent).toBe('50 million yuan 20 million yuan');
});

it('a fact that was withdrawn leaves the figure of the page, and a note says when, why, and where to read on', async () => {
  const element = await show(`<xizang-trade fact="gone-2025">${figure('gone-2025', '7', '7 yuan')}</xizang-trade>`);
  expect(showsLightContent(element)).toBe(true);
  expect(noteIn(element)?.textContent).toBe('Withdrawn on 1 January 2026. It counted trucks twice. History');
  expect(noteIn(element)?.querySelector('a')?.href).toBe(`${location.origin}/facts/gone-2025#history`);
});

it('beside other facts a withdrawn one keeps its figure and its place', async () => {
  const element = await show(
    `<xizang-trade facts="total-2025 gone-2025 nepal-2025">${figure('gone-2025', '7', '7 yuan')}</xizang-trade>`,
  );
  expect(shownFacts(element)).toEqual(['total-2025', 'gone-2025', 'nepal-2025']);
  expect(element.shadowRoot?.querySelectorAll('.xt-withdrawn')).toHaveLength(1);
});

it('what the server calls stale has the day of its release', async () => {
  await setMode('stale');
  const element = await show('<xizang-trade fact="total-2025" as-of="2026-04-01"></xizang-trade>');
  expect(noteIn(element)?.textContent).toBe(
    'From the release of 1 January 2026. Whether there is a newer figure could not be checked.',
  );
  expect(element.state.status).toBe('stale');
  expect(element.matches(':state(stale)')).toBe(true);
});

it('a fact that lacks something leaves the figure of the page; the others are shown, and an event says it', async () => {
  await setMode('half');
  const failure = failed();
  const element = await show(
    `<xizang-trade facts="total-2025 nepal-2025" as-of="2026-04-02">${figure('total-2025', '1', '1 yuan')}</xizang-trade>`,
  );
  expect((await failure).error.message).toBe('Fact "total-2025" is incomplete.');
  expect(shownFacts(element)).toEqual(['total-2025', 'nepal-2025']);
  expect(element.shadowRoot?.querySelector('[data-fact=total-2025] data')?.textContent).toBe('1 yuan');
});

it('a figure in a language that is not published stays, and is still checked', async () => {
  const element = await show(`<xizang-trade fact="india-2025" lang="bo">${figure('india-2025', '1', '༡', 'bo')}</xizang-trade>`);
  expect(showsLightContent(element)).toBe(true);
  expect(noteIn(element)?.textContent).toBe('Revised: was ༡, now 20 million yuan (release of 1 January 2026). History');
  expect(noteIn(element)?.querySelector('span')?.lang).toBe('bo');
});

it('without a figure in that language the card is in English', async () => {
  const element = await show(`<xizang-trade fact="india-2025" lang="bo">${figure('india-2025', '1', '1', 'en')}</xizang-trade>`);
  expect(element.shadowRoot?.querySelector('.xt-title')?.textContent).toBe('Xizang’s goods trade with India');
});

it('a text in that language that the page brings along is shown', async () => {
  const load = loaded();
  const element = put('<xizang-trade lang="bo"></xizang-trade>');
  element.data = [{ ...india, text: { ...india.text, bo: { ...india.text.en, title: 'བོད་ལྗོངས།' } } }] as never;
  await load;
  const card = element.shadowRoot?.querySelector('.xt-card');
  expect(card?.getAttribute('lang')).toBe('bo');
  expect(card?.querySelector('.xt-title')?.textContent).toBe('བོད་ལྗོངས།');
});
