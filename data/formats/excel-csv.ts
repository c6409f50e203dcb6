import { type Row, toCsv } from './csv.ts';

/**
 * CSV with a byte order mark. Excel takes a CSV file that is opened by a double click for text in the code page of the
 * machine, and Chinese for gibberish, unless it begins with one. Everybody else is better served by the CSV without.
 */
export function toExcelCsv(columns: readonly string[], rows: readonly Row[]): string {
  return `\ufeff${toCsv(columns, rows)}`;
}
