import type { WordedDay } from '../fact.ts';
import { numericColumns } from '../schema.ts';
import type { Row } from './csv.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** What stands before the rows in every JSON answer. */
export type Head = {
  release: string;
  license: string;
  attribution: string;
  as_of?: string;
};

/** What some answers say besides: the release that was compared with, or after which; the day of the release in words. */
type Beside = { previous?: string | null; since?: string; released?: WordedDay | undefined };

/**
 * The rows of a table as JSON (RFC 8259), in the order and with the columns of its CSV, one row a line:
 * numbers as numbers, lists as arrays, `null` where a cell is empty.
 */
export function toJson(name: string, head: Head & Beside, columns: readonly string[], rows: readonly Row[]): string {
  return toJsonList(
    name,
    head,
    rows.map((row) => toJsonRow(columns, row)),
  );
}

/** One row as an object with these columns. */
export function toJsonRow(columns: readonly string[], row: Row): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [column, toJsonValue(column, row[column] ?? '')]));
}

/** Any list under its name, one element a line, with its head and count; `after` follows the list. */
export function toJsonList(
  name: string,
  head: Head & Beside,
  list: readonly unknown[],
  after: Record<string, unknown> = {},
): string {
  const members = [
    ...Object.entries({ ...head, count: list.length }).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`),
    `${JSON.stringify(name)}: [\n${list.map((element) => JSON.stringify(element)).join(',\n')}\n]`,
    ...Object.entries(after).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`),
  ];
  return `{\n${members.join(',\n')}\n}\n`;
}

/** Decimals of up to 15 significant digits survive a JavaScript number unchanged; the evidence has 10 at most. */
function toJsonValue(column: string, value: Row[string]): unknown {
  if (typeof value === 'object') return value;
  if (value === '') return null;
  return numericColumns.has(column) ? Number(value) : value;
}
