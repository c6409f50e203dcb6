import { html } from 'hono/html';
import type { Language } from '../fact.ts';
import type { HistoryRow } from '../history.ts';
import { releaseStrings } from './strings/releases.ts';

/** Every release in which a fact changed, oldest first: what it showed, what it shows since, and why. */
export function toHistoryTable(history: readonly HistoryRow[], language: Language) {
  if (history.length === 0) return '';
  const words = releaseStrings[language];
  const { columns } = words;
  return html`<h2 id="history">${words.history}</h2>
<table>
<thead><tr><th scope="col">${columns.release}</th><th scope="col">${columns.class}</th><th scope="col">${columns.old}</th><th scope="col">${columns.now}</th><th scope="col">${columns.reason}</th></tr></thead>
<tbody>
${history.map(
  (row) =>
    html`<tr><th scope="row"><a href="${releasePath(row.release, language)}">${row.release}</a></th>${toChangeCells(row, language)}</tr>\n`,
)}</tbody>
</table>
<p>${words.legend}</p>
`;
}

/** The cells of a change of a fact, from its class to its reason. */
export function toChangeCells(row: HistoryRow, language: Language) {
  const { columns, classes } = releaseStrings[language];
  const { old_value, new_value } = row.text[language];
  return html`<td data-label="${columns.class}">${classes[row.class]}</td><td data-label="${columns.old}">${old_value ?? ''}</td><td data-label="${columns.now}"><strong>${new_value ?? ''}</strong></td><td data-label="${columns.reason}">${language === 'zh' ? row.reason_zh : row.reason}</td>`;
}

export function releasePath(id: string, language: Language): string {
  return `${language === 'zh' ? '/zh' : ''}/releases/${id}/`;
}
