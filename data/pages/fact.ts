import { html } from 'hono/html';
import { type Evidence, toEvidence } from '../evidence.ts';
import type { Fact, Language } from '../fact.ts';
import { languageTag, toCard } from '../formats/card.ts';
import { toFactWork } from '../formats/citation/citation.ts';
import { toFactSchemaOrg } from '../formats/fact-schema-org.ts';
import type { HistoryRow } from '../history.ts';
import { labelsOf } from '../labels.ts';
import { letterOf, placeOfLetter } from '../letter.ts';
import { type PublishedTables, toText } from '../published.ts';
import type { Release } from '../release.ts';
import type { Description, Observation } from '../schema.ts';
import { formatNumber } from '../wording/number.ts';
import { type Figure, type Label, type Wording, wordings } from '../wording/wording.ts';
import type { CitedPage } from './citation-head.ts';
import { toCitationLinks } from './citation-links.ts';
import { toDataBlock } from './data-block.ts';
import { toHead, toLanguageSwitch } from './head.ts';
import { toHistoryTable } from './history.ts';
import { type Strings, strings } from './strings/strings.ts';

type Row = PublishedTables['observations'][number];
type Behind = Evidence<
  Row,
  PublishedTables['claims'][number],
  PublishedTables['sources'][number],
  PublishedTables['checks'][number]
>;

/** Everything that a part of the page is worded with. */
type Words = { strings: Strings; wording: Wording; label: Label; tables: PublishedTables };

/** The page of a fact: its card and, below it, how we know and what it showed before. It needs no script. */
export function toFactPage(
  fact: Fact,
  tables: PublishedTables,
  release: Release,
  language: Language,
  history: readonly HistoryRow[] = [],
): string {
  const words: Words = {
    strings: strings[language],
    wording: wordings[language],
    label: labelsOf(tables.codes, tables.indicators, language),
    tables,
  };
  const { evidence } = words.strings;
  const behind = toEvidence(fact.observation, tables);
  if (behind === undefined) throw new Error(`The fact ${fact.fact} shows ${fact.observation}, which the release does not have.`);
  const home = language === 'en' ? '/' : '/zh/';
  const inLanguage = language === 'en' ? '' : `?lang=${language}`;
  const text = fact.text[language];
  const paths = { en: `/facts/${fact.fact}`, zh: `/zh/facts/${fact.fact}` };
  const cited = toCitedPage(fact, tables.description, release, language, history);
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({
  title: evidence.heading(text),
  summary: text.sentence,
  description: tables.description,
  language,
  paths,
  fact,
  cited,
  more: html`${toDataBlock(toFactSchemaOrg(fact, cited.work, cited.published, cited.modified, tables.description))}<link rel="alternate" type="application/json" href="/facts/${fact.fact}.json">
<link rel="alternate" type="application/atom+xml" title="${words.strings.topics[fact.topic]}" href="/feeds/${fact.topic}.atom">
<link rel="alternate" type="application/json+oembed" title="${evidence.heading(text)}" href="${tables.description.origin}/oembed.json?url=${encodeURIComponent(`${tables.description.origin}${paths[language]}`)}">\n`,
})}
<body>
<header>
${toLanguageSwitch(language, paths)}
<p class="home"><a href="${home}">${tables.description.title[language]}</a></p>
</header>
<main>
${toCard(fact, language)}
<h1 class="question">${evidence.title}</h1>
${toFormula(behind, words)}${toClaims(behind, words)}${toSeries(fact, language, words)}${toChecks(behind, words)}${toMilestones(behind.observation, words)}${toHistoryTable(history, language)}
<h2>${evidence.data}</h2>
<p><a href="/facts/${fact.fact}.json">/facts/${fact.fact}.json</a> · <a href="/observations/${fact.observation}.json">/observations/${fact.observation}.json</a> · <a href="/facts/${fact.fact}/history.json">/facts/${fact.fact}/history.json</a> · ${['png', 'svg'].map((suffix) => html`<a href="/facts/${fact.fact}.${suffix}${inLanguage}">/facts/${fact.fact}.${suffix}</a> · `)}<a href="/badge/${fact.fact}.svg${inLanguage}">/badge/${fact.fact}.svg</a></p>
<h2>${words.strings.cite}</h2>
<p>${words.strings.citeLead}${toCitationLinks(`/facts/${fact.fact}`, language)}</p>
</main>
<footer><p><a href="${home}#facts">${evidence.back}</a></p></footer>
</body>
</html>
`);
}

/** A fact is as old as the first release that shows it, and changed with the last one of its history. A draft has no history. */
function toCitedPage(
  fact: Fact,
  description: Description,
  release: Release,
  language: Language,
  history: readonly HistoryRow[],
): CitedPage {
  return {
    work: toFactWork(fact, { description, release }, language),
    path: `/facts/${fact.fact}`,
    license: description.license.url,
    published: history[0]?.released ?? release.released,
    modified: history.at(-1)?.released ?? release.released,
  };
}

/** The claims side by side, with what each source printed and who agrees. */
function toClaims({ observation, claims, sources }: Behind, { strings: { evidence }, wording, label }: Words) {
  if (claims.length === 0) return '';
  const relationOf = (claim: string) => {
    if (observation.claims_against.includes(claim)) return 'against';
    if (observation.claims_beside.includes(claim)) return 'beside';
    return claim === observation.claims[0] ? 'preferred' : 'agrees';
  };
  const { relation, printed, source, reporter, claim } = evidence.claimColumns;
  const bySource = new Map(sources.map((row) => [row.source, row]));
  return html`<h2>${evidence.claims}</h2>
<table>
<thead><tr><th scope="col">${printed}</th><th scope="col">${relation}</th><th scope="col">${source}</th><th scope="col">${reporter}</th><th scope="col">${claim}</th></tr></thead>
<tbody>
${claims.map((row) => {
  const document = bySource.get(row.source);
  const name = wording.source(label('publisher', document?.publisher ?? ''), document?.published ?? '');
  return html`<tr><th scope="row"><strong>${wording.figure(toFigure(row), label)}</strong>${row.note === null ? '' : html`<span class="beside" lang="en">${row.note}</span>`}</th><td data-label="${relation}"><span class="${relationOf(row.claim) === 'against' ? 'contested' : ''}">${evidence.relations[relationOf(row.claim)]}</span></td><td data-label="${source}">${document?.url ? html`<a href="${document.url}">${name}</a>` : name}${evidence.grade(document?.grade ?? '')}</td><td data-label="${reporter}">${label('reporter', row.reporter ?? '')}</td><td data-label="${claim}">${row.claim}</td></tr>
`;
})}</tbody>
</table>
${toBounds(observation, evidence, wording, label)}${observation.reason === null ? '' : html`<p><strong>${evidence.labelled(evidence.reason, '')}</strong><span lang="en">${observation.reason}</span></p>\n`}`;
}

function toBounds(observation: Row, evidence: Strings['evidence'], wording: Wording, label: Label) {
  const { lower, upper } = observation;
  if (lower === null || upper === null || lower === upper) return '';
  const end = (value: number) =>
    wording.figure({ ...toFigure(observation), value: toText(value), precision: placeOf(value), qualifier: '' }, label);
  return html`<p>${evidence.bounds(end(lower), end(upper), observation.status === 'contested')}</p>\n`;
}

/** The formula, then with the numbers filled in, then what the letters stand for. */
function toFormula({ observation, operands }: Behind, { strings: { evidence, statuses }, wording, label }: Words) {
  if (observation.formula === null) return '';
  const filled = observation.formula.replace(/\b[a-z]\b/g, (name) => formatNumber(operands[placeOfLetter(name)]?.value ?? null));
  const { what, value, status } = evidence.operandColumns;
  return html`<h2>${evidence.formula}</h2>
<p>${evidence.labelled(label('rule', observation.rule ?? ''), '')}<code>${observation.formula}</code></p>
<p><code>${filled} = ${formatNumber(observation.value)}</code></p>
${toBounds(observation, evidence, wording, label)}${toRuleNote(observation, evidence)}<table>
<thead><tr><th scope="col"></th><th scope="col">${what}</th><th scope="col">${value}</th><th scope="col">${status}</th></tr></thead>
<tbody>
${operands.map(
  (row, index) =>
    html`<tr><th scope="row">${letterOf(index)}</th><td data-label="${what}"><a href="/observations/${row.observation}.json">${evidence.dated(wording.title(toObservation(row), label), wording.period(toPeriod(row)))}</a></td><td data-label="${value}">${wording.figure(toFigure(row), label)}</td><td data-label="${status}">${statuses[row.status as keyof typeof statuses]}</td></tr>
`,
)}</tbody>
</table>
`;
}

/** What a reader of every value by this rule must know. */
function toRuleNote({ rule, note }: Row, { ruleNotes }: Strings['evidence']) {
  const own = ruleNotes[rule ?? ''];
  if (own !== undefined) return html`<p>${own}</p>\n`;
  return note === null ? '' : html`<p lang="en">${note}</p>\n`;
}

function toSeries(fact: Fact, language: Language, { strings: { evidence, columns, statuses } }: Words) {
  if (fact.series.length === 0) return '';
  return html`<h2>${evidence.series}</h2>
<table>
<thead><tr><th scope="col">${columns.period}</th><th scope="col">${columns.value}</th><th scope="col">${columns.status}</th></tr></thead>
<tbody>
${fact.text[language].series.map(
  ({ period, value }, index) =>
    html`<tr><th scope="row">${period}</th><td data-label="${columns.value}">${value}</td><td data-label="${columns.status}">${statuses[fact.series[index]?.status ?? 'stated']}</td></tr>
`,
)}</tbody>
</table>
`;
}

function toChecks({ observation, checks: own }: Behind, { strings: { evidence }, label, tables }: Words) {
  const isDerived = observation.status === 'derived';
  const checks = isDerived ? tables.checks.filter((check) => observation.operands.includes(check.observation)) : own;
  return html`<h2>${evidence.checks}</h2>
${isDerived && checks.length > 0 ? html`<p>${evidence.operandChecks}</p>\n` : ''}${
  checks.length === 0
    ? html`<p>${evidence.noChecks}</p>`
    : html`<ul class="files">
${checks.map(
  ({ rule, formula, observation, operands, result, reason }) =>
    html`<li><span class="${result === 'holds' ? '' : 'contested'}">${evidence.labelled(evidence.results[result as keyof typeof evidence.results], label('rule', rule ?? ''))}</span> <code>${formula}</code>${reason === null ? '' : html`<span class="beside" lang="en">${reason}</span>`}<span class="beside ids">${[observation, ...operands].map((id, index) => html`${letterOf(index)} = <a href="/observations/${id}.json">${id}</a> `)}</span></li>
`,
)}</ul>`
}
`;
}

/** What happened in the same year with the same partner, or with all of them. It explains nothing. */
function toMilestones(observation: Row, { strings: { evidence }, tables }: Words) {
  const year = (observation.period_end ?? '').slice(0, 4);
  const nearby = tables.milestones.filter(
    ({ date, partner }) =>
      date.startsWith(year) && (partner === 'world' || partner === observation.partner || observation.partner === 'world'),
  );
  if (nearby.length === 0) return '';
  return html`<h2>${evidence.milestones}</h2>
<ul class="files" lang="en">
${nearby.map(({ date, summary, note }) => html`<li>${date}: ${summary}${note ? html`<span class="beside">${note}</span>` : ''}</li>\n`)}</ul>
`;
}

/** The text of a published row that wording needs. */
function toFigure(row: Pick<Row, 'value' | 'precision' | 'unit' | 'qualifier'>): Figure {
  return {
    value: toText(row.value),
    precision: toText(row.precision),
    unit: row.unit ?? '',
    qualifier: (row.qualifier ?? '') as Figure['qualifier'],
  };
}

function toPeriod({ period_start, period_end }: Row) {
  return { period_start: period_start ?? '', period_end: period_end ?? '' };
}

function toObservation(row: Row): Observation {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, Array.isArray(value) ? value : toText(value as string)]),
  ) as Observation;
}

/** The place of the last digit of a number, so that it is worded with all of them. */
function placeOf(value: number): string {
  const [whole = '', decimals] = String(Math.abs(value)).split('.');
  if (decimals !== undefined) return `0.${'0'.repeat(decimals.length - 1)}1`;
  return `1${'0'.repeat(/0*$/.exec(whole === '0' ? '' : whole)?.[0].length ?? 0)}`;
}
