import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import { toReleaseWork } from '../formats/citation/citation.ts';
import type { HistoryRow } from '../history.ts';
import type { ReleaseRow } from '../history-site.ts';
import type { PublishedChange } from '../published.ts';
import type { Description } from '../schema.ts';
import { formatNumber } from '../wording/number.ts';
import { toCitationLinks } from './citation-links.ts';
import { toHead, toLanguageSwitch } from './head.ts';
import { releasePath, toChangeCells } from './history.ts';
import { type ReleaseStrings, releaseStrings } from './strings/releases.ts';
import { strings } from './strings/strings.ts';

/** A release: its row of `/releases.json`, the changes of its observations and of its facts, and the fact whose picture stands for it. */
export type ReleaseStory = {
  release: ReleaseRow;
  changes: readonly PublishedChange[];
  facts: readonly HistoryRow[];
  pictured?: Fact | undefined;
};

/** The page of a release: its note, what changed and why, and its files with their digests. */
export function toReleasePage(
  { release, changes, facts, pictured }: ReleaseStory,
  description: Description,
  language: Language,
): string {
  const words = releaseStrings[language];
  const { id, released, previous, note, files } = release;
  const paths = { en: releasePath(id, 'en'), zh: releasePath(id, 'zh') };
  const home = language === 'en' ? '/' : '/zh/';
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({
  title: `${words.heading(id)} · ${description.title[language]}`,
  summary: note,
  description,
  language,
  paths,
  fact: pictured,
  release: id,
  cited: {
    work: toReleaseWork({ description, release }, language),
    path: `/releases/${id}/dataset`,
    license: description.license.url,
    published: released,
    modified: released,
  },
})}
<body>
<header>
${toLanguageSwitch(language, paths)}
<p class="home"><a href="${home}">${description.title[language]}</a></p>
<h1>${words.heading(id)}</h1>
<p class="lead" lang="en">${note}</p>
<p>${words.made(released.slice(0, 10), released.slice(11, 19))}${words.gap}${
    previous === null
      ? words.first
      : html`${words.follows}<a href="${releasePath(previous, language)}">${previous}</a>${words.stop}`
  }</p>
</header>
<main>
<h2 id="facts">${words.facts}</h2>
<p>${words.counts(release.facts)}${words.gap}${words.legend}</p>
${toFactTable(inOrder(facts), language, words)}<h2 id="observations">${words.observations}</h2>
<p>${words.counts(release.changes)}${words.gap}${release.changes.added === 0 ? '' : words.added(release.changes.added)}${words.gap}<a href="/releases/${id}/changes.csv">changes.csv</a> · <a href="/releases/${id}/changes.json">changes.json</a></p>
${toChangeTable(
  changes.filter((change) => change.class !== 'added'),
  language,
  words,
)}<h2 id="files">${words.files}</h2>
${toFileTable(files, words)}<h2 id="cite">${strings[language].cite}</h2>
<p>${toCitationLinks(`/releases/${id}/dataset`, language)}</p>
</main>
<footer><p><a href="${home}">${words.back}</a></p></footer>
</body>
</html>
`);
}

/** What was said before and is said no more comes first; what is new is the longer list. */
function inOrder(facts: readonly HistoryRow[]): HistoryRow[] {
  const place = ({ class: kind }: HistoryRow) => ['corrected', 'revised', 'withdrawn', 'added'].indexOf(kind);
  return facts.toSorted((a, b) => place(a) - place(b));
}

function toFactTable(facts: readonly HistoryRow[], language: Language, { columns }: ReleaseStrings) {
  if (facts.length === 0) return '';
  const prefix = language === 'zh' ? '/zh' : '';
  return html`<table>
<thead><tr><th scope="col">${columns.fact}</th><th scope="col">${columns.class}</th><th scope="col">${columns.old}</th><th scope="col">${columns.now}</th><th scope="col">${columns.reason}</th></tr></thead>
<tbody>
${facts.map((row) => {
  const { title, period } = row.text[language];
  return html`<tr><th scope="row"><a href="${prefix}/facts/${row.fact}">${title}</a> <span class="beside">${period}</span></th>${toChangeCells(row, language)}</tr>\n`;
})}</tbody>
</table>
`;
}

/** Values in full, as `changes.csv` has them: what is added is there, and not here. */
function toChangeTable(changes: readonly PublishedChange[], language: Language, { columns, classes }: ReleaseStrings) {
  if (changes.length === 0) return '';
  return html`<table>
<thead><tr><th scope="col">${columns.observation}</th><th scope="col">${columns.class}</th><th scope="col">${columns.old}</th><th scope="col">${columns.now}</th><th scope="col">${columns.difference}</th><th scope="col">${columns.reason}</th></tr></thead>
<tbody>
${changes.map(
  (change) =>
    html`<tr><th scope="row" class="ids">${change.observation}</th><td data-label="${columns.class}">${classes[change.class]}</td><td data-label="${columns.old}">${formatNumber(change.old_value)}</td><td data-label="${columns.now}">${formatNumber(change.new_value)}</td><td data-label="${columns.difference}">${formatNumber(change.difference)}</td><td data-label="${columns.reason}">${language === 'zh' ? change.reason_zh : change.reason}</td></tr>\n`,
)}</tbody>
</table>
`;
}

function toFileTable(files: ReleaseRow['files'], { fileColumns }: ReleaseStrings) {
  return html`<table>
<thead><tr><th scope="col">${fileColumns.file}</th><th scope="col">${fileColumns.size}</th><th scope="col">${fileColumns.sha256}</th></tr></thead>
<tbody>
${files.map(
  ({ path, size, sha256 }) =>
    html`<tr><th scope="row"><a href="${path}">${path.slice(path.lastIndexOf('/') + 1)}</a></th><td data-label="${fileColumns.size}">${formatNumber(size)}</td><td data-label="${fileColumns.sha256}" class="ids">${sha256}</td></tr>\n`,
)}</tbody>
</table>
`;
}
