import type { Fact, Language } from '../fact.ts';
import { type CardNode, node } from './node.ts';
import { toShareBar } from './share-bar.ts';
import { toSparkline } from './sparkline.ts';
import { type Words, wordsOf } from './words.ts';

/** What a card says beside its fact: the release that it was printed from, and the address under which the evidence is. */
export type CardContext = { release?: string; origin?: string };

/**
 * A fact as a complete figure: what stands in a page before, or without, the script, and what the element shows. Its structure is
 * written here alone; pages make text of it, the element makes nodes. An empty text makes no element, and nothing is formatted.
 */
export function toCard(fact: Fact, language: Language, context: CardContext = {}): CardNode {
  const words = wordsOf(language);
  const text = fact.text[language];
  return node(
    'figure',
    {
      class: 'xt-card',
      'data-fact': fact.fact,
      'data-status': fact.status,
      'data-release': context.release,
      lang: words.languageTag,
      'aria-label': text.sentence || undefined,
    },
    node('figcaption', { class: 'xt-title' }, text.title),
    node('p', { class: 'xt-period' }, toTime(fact, text.period)),
    node('p', { class: 'xt-value' }, node('data', { value: String(fact.value) }, text.value)),
    line('comparison', text.comparison),
    toShare(fact, text.share ?? ''),
    line('previous', text.previous),
    toSeries(fact, language, words),
    line('remark', text.remark),
    node('p', { class: 'xt-status' }, toEvidenceLink(fact, language, text.status, context)),
    node('div', { class: 'xt-foot' }, toSource(fact, text.source, words)),
  );
}

/** A fact within a sentence: its value, which leads to the evidence, and what a reader must know of it. */
export function toInline(fact: Fact, language: Language, context: CardContext = {}): CardNode {
  const { languageTag, marks } = wordsOf(language);
  const value = node('data', { value: String(fact.value) }, fact.text[language].value);
  const mark = fact.status === 'stated' ? '' : marks[fact.status];
  return node(
    'span',
    { class: 'xt-inline', 'data-fact': fact.fact, 'data-status': fact.status, lang: languageTag },
    toEvidenceLink(fact, language, value, context),
    mark === '' ? undefined : mark,
  );
}

/** The path of the page that says how a fact is known. */
export function factPath(fact: string, language: Language): string {
  return `${language === 'zh' ? '/zh' : ''}/facts/${fact}`;
}

function line(name: string, text: string): CardNode | undefined {
  return text === '' ? undefined : node('p', { class: `xt-${name}` }, text);
}

/** `<time>` knows years and months, but no longer stretches (HTML, "valid date string with optional time"). */
function toTime({ period_start: start, period_end: end }: Fact, label: string): CardNode {
  const year = start.slice(0, 4);
  const isYear = start === `${year}-01` && end === `${year}-12`;
  const isMonth = start === end && start.length === 7;
  return isYear || isMonth ? node('time', { datetime: isYear ? year : start }, label) : node('span', {}, label);
}

function toShare(fact: Fact, text: string): CardNode | undefined {
  // Releases that were made before facts had shares are shown as well, where a card is pinned to them
  const bar = fact.share ? toShareBar(fact.share.value) : undefined;
  return bar && node('div', { class: 'xt-share' }, text === '' ? undefined : node('p', {}, text), bar);
}

function toSeries(fact: Fact, language: Language, words: Words): CardNode | undefined {
  const { series, trend } = fact.text[language];
  if (fact.series.length === 0) return undefined;
  const head = node('tr', {}, node('th', { scope: 'col' }, words.period), node('th', { scope: 'col' }, words.value));
  const rows = series.map(({ period, value }) => node('tr', {}, node('th', { scope: 'row' }, period), node('td', {}, value)));
  return node(
    'div',
    { class: 'xt-series' },
    toSparkline(fact, trend ?? ''),
    node(
      'details',
      {},
      node('summary', {}, words.series),
      node('table', {}, node('thead', {}, head), node('tbody', {}, ...rows)),
    ),
  );
}

function toEvidenceLink(fact: Fact, language: Language, child: CardNode | string, { origin }: CardContext): CardNode | string {
  return origin === undefined ? child : node('a', { href: `${origin}${factPath(fact.fact, language)}` }, child);
}

function toSource({ source }: Fact, name: string, words: Words): CardNode {
  const url = source?.url ?? '';
  return node('p', { class: 'xt-source' }, words.source, isWebAddress(url) ? node('a', { href: url }, name) : name);
}

/** Anything else, `javascript:` above all, is shown without a link. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
