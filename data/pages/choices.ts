import { html } from 'hono/html';
import type { Language } from '../fact.ts';
import type { Parsed } from '../parse-query.ts';
import { type ChoiceName, choices, Frequencies } from '../query.ts';
import { namesOf, type Rows } from '../vocabulary.ts';
import type { Asked } from './observations.ts';
import { type Strings, strings } from './strings/strings.ts';

type Chosen = Pick<Asked, 'values' | 'errors' | 'sent' | 'tables'>;

/** The form: check boxes for codes, behind a line that says what is chosen; dates, the order, and what else the address holds. */
export function toChoices({ values, errors, sent, tables }: Chosen, language: Language, path: string) {
  const { choose: words } = strings[language];
  const list = (name: string) => [values[name] ?? []].flat();
  const text = (name: string) => sent.get(name) ?? '';
  const invalid = (name: string) => errors.some(({ parameter }) => parameter === name);
  return html`<form class="choices" action="${path}" method="get">
<div class="groups">
${choices.map((name) => toGroup(name, words.parameters[name], valuesOf(name, tables, language, words), list(name), words.comma))}</div>
<div class="line">
${(['from', 'to'] as const).map((name) => toField(name, words[name], text(name), words.periodHint, invalid(name)))}<label>${words.asOf} <input type="date" name="as_of" value="${text('as_of')}"${toInvalid(invalid('as_of'))}></label>
${toOrder(words, text('sort'))}<label class="check"><input type="checkbox" name="latest" value="1"${text('latest') === '1' ? html` checked` : ''}> ${words.latest}</label>
</div>
${hidden(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}<p><button type="submit">${words.show}</button> <a href="${path}">${words.reset}</a></p>
</form>`;
}

function toGroup(name: ChoiceName, title: string, values: ReadonlyMap<string, string>, chosen: readonly string[], comma: string) {
  const named = chosen.map((value) => values.get(value) ?? value).join(comma);
  return html`<details${chosen.length > 0 ? html` class="chosen"` : ''}><summary>${title}${named === '' ? '' : html` <strong>${named}</strong>`}</summary>
<fieldset><legend>${title}</legend>
${[...values].map(
  ([value, label]) =>
    html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${chosen.includes(value) ? html` checked` : ''}> ${label}</label>\n`,
)}</fieldset>
</details>
`;
}

/** The values that stand in the column, in the order of their code list, with their labels. */
function valuesOf(name: ChoiceName, tables: Rows, language: Language, words: Strings['choose']): ReadonlyMap<string, string> {
  if (name === 'frequency') return new Map(Frequencies.options.map((value) => [value, words.frequencies[value]]));
  const place = language === 'en' ? 0 : 1;
  const present = new Set(tables(name === 'grade' ? 'sources' : 'observations').map((row) => row[name]));
  const codes = [...namesOf(tables, name)].filter(([code]) => present.has(code));
  return new Map(codes.map(([code, labels]) => [code, labels[place] ?? code]));
}

function toField(name: string, label: string, value: string, hint: string, isInvalid: boolean) {
  return html`<label>${label} <input type="text" name="${name}" value="${value}" placeholder="${hint}" inputmode="numeric" pattern="[0-9]{4}(-(0[1-9]|1[0-2]))?" size="12"${toInvalid(isInvalid)}></label>
`;
}

function toInvalid(isInvalid: boolean) {
  return isInvalid ? html` aria-invalid="true" aria-describedby="errors"` : '';
}

function toOrder({ sort, columns, descending }: Strings['choose'], chosen: string) {
  const keys = [
    ['', columns.what],
    ['period_end', columns.period],
    ['-period_end', descending(columns.period)],
    ['value', columns.value],
    ['-value', descending(columns.value)],
    ['status', columns.status],
    ['source', columns.source],
  ] as const;
  const isOther = !keys.some(([key]) => key === chosen);
  return html`<label>${sort} <select name="sort">
${keys.map(([key, label]) => html`<option value="${key}"${key === chosen ? html` selected` : ''}>${label}</option>\n`)}${isOther ? html`<option selected>${chosen}</option>\n` : ''}</select></label>
`;
}

/** What the address asks for and the form has no field for, so that it stays. */
function hidden(values: Parsed['values']): [name: string, value: string][] {
  const fields: readonly string[] = [...choices, 'from', 'to', 'as_of', 'sort', 'latest'];
  return Object.entries(values)
    .filter(([name]) => !fields.includes(name))
    .map(([name, value]) => [name, [value].flat().join(',')]);
}
