import type { Fact, Language } from '../data/fact.ts';
import { strings } from './strings/index.ts';

/** Facts as figures, in the order given. The pages of the publication print the same HTML (data/formats/card.ts). */
export function toCards(facts: readonly Fact[], language: Language): HTMLElement {
  return make('div', { class: 'xt-cards' }, ...facts.map((fact) => toCard(fact, language)));
}

/** One fact as a figure. An empty text makes no element, and nothing is formatted here. */
export function toCard(fact: Fact, language: Language): HTMLElement {
  const text = fact.text[language];
  const { languageTag } = strings[language];
  return make(
    'figure',
    { class: 'xt-card', 'data-fact': fact.fact, 'data-status': fact.status, lang: languageTag },
    ...line('figcaption', 'title', text.title),
    ...line('p', 'period', text.period, toTime),
    ...line('p', 'value', text.value, (value) => [make('data', { value: String(fact.value) }, value)]),
    ...line('p', 'comparison', text.comparison),
    ...line('p', 'previous', text.previous),
    ...line('p', 'remark', text.remark),
    ...line('p', 'status', text.status),
    ...line('p', 'source', text.source, toSource),
  );

  function toTime(period: string): Child[] {
    const datetime = toDatetime(fact);
    return [datetime === undefined ? make('span', {}, period) : make('time', { datetime }, period)];
  }

  function toSource(source: string): Child[] {
    const url = fact.source?.url ?? '';
    return [strings[language].source, isWebAddress(url) ? make('a', { href: url }, source) : source];
  }
}

type Child = Node | string;

function line(tag: string, name: string, text: string, toChildren = (text: string): Child[] => [text]): HTMLElement[] {
  return text === '' ? [] : [make(tag, { class: `xt-${name}` }, ...toChildren(text))];
}

/** Strings become text nodes, never markup. */
function make(tag: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** `<time>` knows years and months, but no longer stretches (HTML, "valid date string with optional time"). */
function toDatetime({ period_start: start, period_end: end }: Fact): string | undefined {
  const month = /^\d{4}-\d\d$/;
  if (!month.test(start) || !month.test(end)) return undefined;
  if (start === end) return start;
  const year = start.slice(0, 4);
  return start === `${year}-01` && end === `${year}-12` ? year : undefined;
}

/** Anything else, `javascript:` above all, is shown without a link. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
