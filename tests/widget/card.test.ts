import { expect, it } from 'vitest';
import { toCard } from '../../widget/card.ts';
import { exposeParts } from '../../widget/node.ts';
import { cited, india, nepal, total } from './facts.fixture.ts';

const setting = { release: '2026-01-01.1', origin: 'https://data.example', variant: 'card' } as const;

it('a fact is the figure that the pages print, with each class as a part', () => {
  const card = toCard(nepal, 'en', setting);
  const root = document.createElement('div');
  root.append(card);
  exposeParts(root);
  expect(card.tagName).toBe('FIGURE');
  expect(card.dataset).toMatchObject({ fact: 'nepal-2025', status: 'contested', release: '2026-01-01.1' });
  const parts = [...card.querySelectorAll('[part]')].map((part) => [part.getAttribute('part'), part.textContent]);
  expect(parts).toEqual([
    ['title', 'Xizang’s goods trade with Nepal'],
    ['period', '2025'],
    ['value', '30 million yuan'],
    ['remark', 'The Other Paper counts until November.'],
    ['status', 'Contested: The Other Paper prints 29 million yuan'],
    ['foot', 'Source: The Paper, 20 January 2026'],
    ['source', 'Source: The Paper, 20 January 2026'],
  ]);
  expect(card.getAttribute('part')).toBe('card');
});

it('the line of a series is drawn as SVG, in its own namespace', () => {
  const point = {
    observation: 'o',
    period_start: '2023-01',
    period_end: '2023-12',
    value: 1,
    unit: 'CNY',
    qualifier: 'exact',
  } as const;
  const series = [2023, 2024, 2025].map((year) => ({
    ...point,
    period_start: `${year}-01`,
    period_end: `${year}-12`,
    status: 'stated' as const,
    source: 'paper-1',
    claims: [],
  }));
  const labels = series.map(({ period_start }) => ({ period: period_start.slice(0, 4), value: '1 yuan' }));
  const text = { ...total.text, en: { ...total.text.en, series: labels, trend: 'Flat.' } };
  const card = toCard({ ...total, series, text }, 'en', setting);
  const drawing = card.querySelector('.xt-sparkline');
  expect(drawing?.namespaceURI).toBe('http://www.w3.org/2000/svg');
  expect(drawing?.getAttribute('aria-label')).toBe('Flat.');
  expect(drawing?.querySelectorAll('circle')).toHaveLength(3);
  expect(card.querySelectorAll('tbody tr')).toHaveLength(3);
});

it('compact is a class of the figure, and inline is a link in a sentence', () => {
  expect(toCard(india, 'zh', { ...setting, variant: 'compact' }).className).toBe('xt-card xt-compact');
  const inline = toCard(india, 'zh', { ...setting, variant: 'inline' });
  expect(inline.tagName).toBe('SPAN');
  expect(inline.querySelector('a')?.getAttribute('href')).toBe('https://data.example/zh/facts/india-2025');
  expect(inline.querySelector('data')?.getAttribute('value')).toBe('20000000');
});

it.each([
  ['', 'xt-card'],
  ['COMPACT', 'xt-card xt-compact'],
  ['Inline', 'xt-inline'],
  ['huge', 'xt-card'],
])('variant="%s" is %s', (variant, name) => {
  expect(toCard(india, 'zh', { ...setting, variant }).className).toBe(name);
});

it.each(['javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', '//paper.example/1', ''])(
  '%j becomes no link, and the source is still named',
  (url) => {
    const source = toCard({ ...total, source: { ...cited, url } }, 'en', setting).querySelector('.xt-source');
    expect(source?.querySelector('a')).toBeNull();
    expect(source?.textContent).toBe('Source: The Paper, 20 January 2026');
  },
);

it('markup in a text stays text', () => {
  const title = '<img src=x onerror=alert(1)> & "co"';
  const card = toCard({ ...total, text: { ...total.text, en: { ...total.text.en, title } } }, 'en', setting);
  expect(card.querySelector('.xt-title')?.textContent).toBe(title);
  expect(card.querySelector('img')).toBeNull();
});
