import { csvFormatRow, csvParseRows } from 'd3-dsv';
import { listColumns } from '../schema.ts';

/** RFC 7111 and RFC 4180. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/** A row of a published table: text, or a list of ids. */
export type Row = { readonly [column: string]: string | readonly string[] };

/**
 * CSV by RFC 4180: a header, CRLF, quotes where a comma, a quote, CR or LF stands in a cell. Lists are joined by spaces.
 * Nothing is escaped for spreadsheets: the table check refuses what they would run.
 */
export function toCsv(columns: readonly string[], rows: readonly Row[]): string {
  const cell = (value: Row[string] | undefined) => (typeof value === 'object' ? value.join(' ') : (value ?? ''));
  return [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))]
    .map((cells) => `${csvFormatRow([...cells])}\r\n`)
    .join('');
}

/** The rows of CSV that `toCsv` wrote, every cell as it was. */
export function parseCsv(text: string): Row[] {
  const [header = [], ...records] = csvParseRows(text);
  return records.map((cells) => {
    // One by one: Object.fromEntries takes ten times as long, and a query may wait for ten thousand rows
    const row: Record<string, Row[string]> = {};
    header.forEach((column, index) => {
      row[column] = toCell(column, cells[index] ?? '');
    });
    return row;
  });
}

function toCell(column: string, text: string): Row[string] {
  if (!listColumns.has(column)) return text;
  return text === '' ? [] : text.split(' ');
}
