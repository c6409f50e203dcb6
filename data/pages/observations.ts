import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import type { Row } from '../formats/csv.ts';
import { labelsOf } from '../labels.ts';
import { type Parsed, type QueryError, toCanonical } from '../parse-query.ts';
import type { CodeRow, Description, Indicator, Observation } from '../schema.ts';
import type { Rows } from '../vocabulary.ts';
import { type Label, type Wording, wordings } from '../wording/wording.ts';
import { toChoices } from './choices.ts';
import { toHead, toLanguageSwitch } from './head.ts';
import { type Strings, strings } from './strings/strings.ts';

/** What the page shows: what was asked for, the rows that answer it, and the tables that they are worded with. */
export type Asked = {
  values: Parsed['values'];
  errors: readonly QueryError[];
  /** The texts as they were sent, so that a field that was not understood can be mended. */
  sent: ReadonlyMap<string, string>;
  rows: readonly Row[];
  tables: Rows;
  /** The facts that show an observation, by its id. */
  facts: ReadonlyMap<string, string>;
  /** The fact whose picture stands for the page where it is shared. */
  pictured?: Fact | undefined;
};

/** The page on which a person chooses observations: a form, the table, the address and the downloads. It needs no script. */
export function toObservationsPage(asked: Asked, description: Description, language: Language): string {
  const { choose: words } = strings[language];
  const paths = { en: '/observations', zh: '/zh/observations' };
  const home = language === 'en' ? '/' : '/zh/';
  const query = toCanonical(asked.values);
  const withQuery = (path: string) => (query === '' ? path : `${path}?${query}`);
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({
  title: words.title,
  summary: words.lead,
  description,
  language,
  paths,
  fact: asked.pictured,
  more: html`<script type="module" src="/copy.js"></script>\n`,
})}
<body>
<a class="skip" href="#${asked.errors.length > 0 ? 'errors' : 'rows'}">${strings[language].skip}</a>
<header>
${toLanguageSwitch(language, { en: withQuery(paths.en), zh: withQuery(paths.zh) })}
<p class="home"><a href="${home}">${description.title[language]}</a></p>
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
</header>
<main>
${toErrors(asked, paths[language], words)}${toChoices(asked, language, paths[language])}
${asked.errors.length > 0 ? '' : toAnswer(asked, description.origin, query, language, paths[language])}</main>
</body>
</html>
`);
}

function toErrors({ values, errors }: Asked, path: string, words: Strings['choose']) {
  if (errors.length === 0) return '';
  return html`<div class="errors" id="errors" role="alert" tabindex="-1">
<p>${words.errors}</p>
<ul>
${errors.map(({ kind, parameter, value, detail, did_you_mean: meant }) => {
  if (meant === undefined) return html`<li lang="en">${detail}</li>\n`;
  const corrected = kind === 'unknown' ? { [meant]: value?.split(',') ?? [] } : { [parameter]: meant.split(',') };
  return html`<li><span lang="en">${detail}</span> ${words.meant} <a href="${path}?${toCanonical({ ...values, ...corrected })}">${meant}</a>${words.questionMark}</li>\n`;
})}</ul>
</div>
`;
}

function toAnswer({ rows, tables, facts, values }: Asked, origin: string, query: string, language: Language, path: string) {
  const { choose: words } = strings[language];
  const address = `${origin}/observations.csv${query === '' ? '' : `?${query}`}`;
  const file = (suffix: string) => `/observations.${suffix}${query === '' ? '' : `?${query}`}`;
  return html`<section aria-labelledby="rows">
<h2 id="rows" tabindex="-1">${words.count(rows.length)}</h2>
<p>${words.download}<a href="${file('csv')}">CSV</a> · <a href="${file('json')}">JSON</a> · <a href="${file('ndjson')}">NDJSON</a></p>
<p class="address"><input id="address" type="text" readonly value="${address}" aria-label="${words.copy}"><button type="button" data-copies="address" data-copied="${words.copied}" hidden>${words.copy}</button></p>
${toUnitNote(rows, values, words)}${rows.length === 0 ? html`<p>${words.none}</p>` : toTable(rows, tables, facts, values, language, path)}
</section>
`;
}

/** Values are sorted by their numbers, whatever they count. */
function toUnitNote(rows: readonly Row[], { sort }: Parsed['values'], words: Strings['choose']) {
  const isByValue = [sort ?? ''].flat()[0]?.replace('-', '') === 'value';
  return isByValue && new Set(rows.map(({ unit }) => unit)).size > 1 ? html`<p>${words.mixedUnits}</p>\n` : '';
}

/** What each column is sorted by; the first is the order of the dataset itself. */
const SORT_KEYS = { what: '', period: 'period_end', value: 'value', status: 'status', source: 'source' } as const;

function toTable(
  rows: readonly Row[],
  tables: Rows,
  facts: ReadonlyMap<string, string>,
  values: Parsed['values'],
  language: Language,
  path: string,
) {
  const { choose, statuses } = strings[language];
  const { columns } = choose;
  const label = labelsOf(tables('codes') as unknown as CodeRow[], tables('indicators') as unknown as Indicator[], language);
  const sources = new Map(tables('sources').map((row) => [row.source as string, row]));
  const heading = (name: keyof typeof SORT_KEYS) => toHeading(SORT_KEYS[name], columns[name], values, path);
  return html`<table class="observations">
<thead><tr>${heading('what')}${heading('period')}${heading('value')}${heading('status')}${heading('source')}</tr></thead>
<tbody>
${rows.map((row) => {
  const observation = row as unknown as Observation;
  const { title, period, value } = toWords(observation, wordings[language], label, choose);
  const fact = facts.get(observation.observation);
  const href =
    fact === undefined ? `/observations/${observation.observation}.json` : `${language === 'zh' ? '/zh' : ''}/facts/${fact}`;
  return html`<tr><th scope="row"><a href="${href}">${title}</a></th><td data-label="${columns.period}">${period}</td><td data-label="${columns.value}">${value}</td><td data-label="${columns.status}"><span class="status ${observation.status}">${statuses[observation.status]}</span></td><td data-label="${columns.source}">${toSource(observation, sources, wordings[language], label)}</td></tr>
`;
})}</tbody>
</table>`;
}

/** A heading is a link that sorts: a first time upwards, then downwards. */
function toHeading(key: string, name: string, { sort, ...values }: Parsed['values'], path: string) {
  const [current = ''] = [sort ?? ''].flat();
  const next = key === '' ? [] : [current === key ? `-${key}` : key];
  const query = toCanonical(next.length === 0 ? values : { ...values, sort: next });
  const direction =
    current === '' || current.replace('-', '') !== key ? '' : current.startsWith('-') ? 'descending' : 'ascending';
  const link = html`<a href="${query === '' ? path : `${path}?${query}`}#rows">${name}</a>`;
  return direction === ''
    ? html`<th scope="col">${link}</th>`
    : html`<th scope="col" aria-sort="${direction}">${link} ${direction === 'ascending' ? '↑' : '↓'}</th>`;
}

/** Beside the words of the dataset, what tells two rows of one title apart: the unit of the levels compared, and a basis that is not stated. */
function toWords(observation: Observation, wording: Wording, label: Label, { inUnit, onBasis }: Strings['choose']) {
  const { measure, base_unit, basis } = observation;
  const value = measure === 'change-on-year' ? wording.change(observation) : wording.figure(observation, label);
  const isMoney = ['CNY', 'USD'].includes(base_unit);
  return {
    title: `${wording.title(observation, label)}${basis === 'unstated' ? onBasis(label('basis', basis)) : ''}`,
    period: wording.period(observation),
    value: isMoney ? `${value}${inUnit(label('unit', base_unit))}` : value,
  };
}

/** Who printed it, or by which rule it was derived. */
function toSource({ source, rule }: Observation, sources: ReadonlyMap<string, Row>, wording: Wording, label: Label) {
  const row = sources.get(source);
  if (row === undefined) return label('rule', rule);
  const name = wording.source(label('publisher', row.publisher as string), row.published as string);
  return row.url === '' ? name : html`<a href="${row.url as string}">${name}</a>`;
}
