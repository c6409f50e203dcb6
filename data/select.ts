import type { Row } from './formats/csv.ts';
import { frequencyOf, lastDayOf } from './period.ts';
import type { Query } from './query.ts';
import { keyColumns, numericColumns } from './schema.ts';
import { columnsOf, type TableName } from './table-shapes.ts';
import { namesOf, type Rows } from './vocabulary.ts';

/** The rows that a query asks for, with the columns that they have. */
export type Selection = { columns: readonly string[]; rows: readonly Row[] };

/**
 * Answers a query from the rows of a table: filters, then `latest`, then `sort`, then labels and `fields`. Without `sort` the
 * rows keep their order. `tables` has the tables that grades and labels are taken from. Pure.
 */
export function select(table: TableName, rows: readonly Row[], query: Query, tables: Rows): Selection {
  const chosen = rows.filter(matcher(query, tables));
  const newest = query.latest === undefined ? chosen : newestOfSeries(chosen);
  const sorted = query.sort === undefined ? newest : sortRows(newest, query.sort);
  const columns = query.fields ?? columnsOf(table);
  return show(sorted, columns, query.labels === undefined ? new Map() : labelsOf(columns, query.labels, tables));
}

function matcher({ filters, from, to, frequency }: Query, tables: Rows): (row: Row) => boolean {
  const grades = new Map((filters.grade ? tables('sources') : []).map((row) => [row.source, row.grade]));
  const wanted = Object.entries(filters).map(([column, values]) => ({ column, values: new Set(values) }));
  return (row) =>
    wanted.every(({ column, values }) => values.has((row[column] ?? grades.get(row.source ?? '') ?? '') as string)) &&
    (from === undefined || isFrom(row, from)) &&
    (to === undefined || isTo(row, to)) &&
    (frequency === undefined || frequency.includes(frequencyIn(row)));
}

/** A whole period lies within `from` and `to`; so does a date, which may be a year. What has none lies nowhere. */
function isFrom(row: Row, from: string): boolean {
  const start = text(row.period_start ?? row.date ?? row.published);
  return start !== '' && firstMonth(start) >= firstMonth(from);
}

function isTo(row: Row, to: string): boolean {
  const end = text(row.period_end ?? row.date ?? row.published);
  return end !== '' && lastMonth(end) <= lastMonth(to);
}

const firstMonth = (date: string) => `${date}-01`.slice(0, 7);
const lastMonth = (date: string) => `${date}-12`.slice(0, 7);

function frequencyIn(row: Row) {
  const frequency = frequencyOf({ period_start: text(row.period_start), period_end: text(row.period_end) });
  return frequency === 'days' ? 'other' : frequency;
}

const SERIES = keyColumns.filter((column) => !column.startsWith('period'));

/** Of each series the row whose period ends last; of several that end together, the longest. */
function newestOfSeries(rows: readonly Row[]): Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const series = JSON.stringify(SERIES.map((column) => row[column]));
    const best = newest.get(series);
    if (best === undefined || isNewer(row, best)) newest.set(series, row);
  }
  const kept = new Set(newest.values());
  return rows.filter((row) => kept.has(row));
}

function isNewer(a: Row, b: Row): boolean {
  const [endA, endB] = [lastDayOf(text(a.period_end)), lastDayOf(text(b.period_end))];
  return endA === endB ? text(a.period_start) < text(b.period_start) : endA > endB;
}

/** By one column after the other: numbers by size, text by code points, empty cells last in either direction. */
function sortRows(rows: readonly Row[], keys: readonly string[]): Row[] {
  const orders = keys.map((key) => ({ column: key.replace(/^-/, ''), sign: key.startsWith('-') ? -1 : 1 }));
  return rows.toSorted((a, b) => {
    for (const { column, sign } of orders) {
      const order = compareCells(text(a[column]), text(b[column]), sign, numericColumns.has(column));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compareCells(a: string, b: string, sign: number, numeric: boolean): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  if (numeric) return sign * (Number(a) - Number(b));
  return a === b ? 0 : sign * (a < b ? -1 : 1);
}

/** The columns to show, plainly: what a row was read from does not matter any more. Behind each column that has labels stands one with them. */
function show(rows: readonly Row[], columns: readonly string[], labels: Labels): Selection {
  const shown = columns.flatMap((column) => (labels.has(column) ? [column, `${column}_label`] : [column]));
  return {
    columns: shown,
    rows: rows.map((row) => {
      const plain: Record<string, Row[string]> = {};
      for (const column of columns) {
        plain[column] = row[column] ?? '';
        const label = labels.get(column);
        if (label !== undefined) plain[`${column}_label`] = label(text(row[column]));
      }
      return plain;
    }),
  };
}

/** By column, what a code is called. */
type Labels = ReadonlyMap<string, (code: string) => string>;

function labelsOf(columns: readonly string[], language: 'en' | 'zh', tables: Rows): Labels {
  const place = language === 'en' ? 0 : 1;
  const names = columns.map((column) => [column, namesOf(tables, column)] as const).filter(([, { size }]) => size > 0);
  return new Map(names.map(([column, of]) => [column, (code) => of.get(code)?.[place] ?? '']));
}

function text(cell: Row[string] | undefined): string {
  return typeof cell === 'string' ? cell : '';
}
