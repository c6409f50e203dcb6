import { expect, it } from 'vitest';
import { toCard, toCards } from '../../widget/card.ts';
import { cited, india, nepal, total } from './facts.fixture.ts';

it('a fact with every text is this figure', () => {
  const fact = { ...total, text: { ...total.text, en: { ...total.text.en, remark: 'Rounded.' } } };
  expect(lines(toCard(fact, 'en'))).toEqual([
    '<figure class="xt-card" data-fact="total-2025" data-status="stated" lang="en">',
    '<figcaption class="xt-title">Xizang’s goods trade</figcaption>',
    '<p class="xt-period"><time datetime="2025">2025</time></p>',
    '<p class="xt-value"><data value="50000000">50 million yuan</data></p>',
    '<p class="xt-comparison">up 25% on the year before</p>',
    '<p class="xt-previous">2024: 40 million yuan</p>',
    '<p class="xt-remark">Rounded.</p>',
    '<p class="xt-status">Stated by one source</p>',
    '<div class="xt-foot"><p class="xt-source">Source: <a href="https://paper.example/1">The Paper, 20 January 2026</a></p>',
    '</div></figure>',
  ]);
});

it('a derived fact has no source to link', () => {
  const text = { ...total.text, en: { ...total.text.en, source: 'this dataset' } };
  expect(lines(toCard({ ...total, source: null, text }, 'en')).at(-2)).toBe(
    '<div class="xt-foot"><p class="xt-source">Source: this dataset</p>',
  );
});

it('empty texts make no element, and a source without address makes no link', () => {
  expect(lines(toCard(india, 'zh'))).toEqual([
    '<figure class="xt-card" data-fact="india-2025" data-status="stated" lang="zh-Hans">',
    '<figcaption class="xt-title">西藏对印度进出口总值</figcaption>',
    '<p class="xt-period"><time datetime="2025">2025年</time></p>',
    '<p class="xt-value"><data value="20000000">2000万元</data></p>',
    '<p class="xt-status">一个来源公布</p>',
    '<div class="xt-foot"><p class="xt-source">来源：《报纸》，2026年1月20日</p>',
    '</div></figure>',
  ]);
});

it.each([
  { from: '2025-01', to: '2025-12', time: '<time datetime="2025">then</time>' },
  { from: '2025-04', to: '2025-04', time: '<time datetime="2025-04">then</time>' },
  { from: '2025-01', to: '2025-04', time: '<span>then</span>' },
  { from: '2024-01', to: '2025-12', time: '<span>then</span>' },
  { from: '2024-12', to: '2025-12', time: '<span>then</span>' },
  { from: '2025-04-30', to: '2025-04-30', time: '<span>then</span>' },
])('the period $from to $to is $time', ({ from, to, time }) => {
  const text = { ...total.text, en: { ...total.text.en, period: 'then' } };
  const card = toCard({ ...total, period_start: from, period_end: to, text }, 'en');
  expect(card.querySelector('.xt-period')?.innerHTML).toBe(time);
});

it.each(['https://paper.example/1', 'http://paper.example/?a=1&b=2', 'HTTPS://paper.example/'])('%s becomes a link', (url) => {
  const card = toCard({ ...total, source: { ...cited, url } }, 'en');
  expect(card.querySelector('a')?.getAttribute('href')).toBe(url);
});

it.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'javascript:alert("https://paper.example/")',
  '//paper.example/1',
  '/1',
  '',
])('%j becomes no link, and the source is still named', (url) => {
  const card = toCard({ ...total, source: { ...cited, url } }, 'en');
  expect(card.querySelector('a')).toBeNull();
  expect(card.querySelector('.xt-source')?.textContent).toBe('Source: The Paper, 20 January 2026');
});

it('markup in a text stays text', () => {
  const title = '<img src=x onerror=alert(1)> & "co"';
  const card = toCard({ ...total, text: { ...total.text, en: { ...total.text.en, title } } }, 'en');
  expect(card.querySelector('.xt-title')?.textContent).toBe(title);
  expect(card.querySelector('img')).toBeNull();
});

it('several facts stand side by side in the order given', () => {
  const cards = toCards([india, total, nepal], 'en');
  expect(cards.className).toBe('xt-cards');
  expect([...cards.children].map((card) => card.getAttribute('data-fact'))).toEqual(['india-2025', 'total-2025', 'nepal-2025']);
});

function lines(card: HTMLElement): string[] {
  return card.outerHTML.split(/(?<=^<figure[^>]*>)|(?<=<\/(?:figcaption|p)>)/);
}
