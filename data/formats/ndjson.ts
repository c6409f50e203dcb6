import type { Row } from './csv.ts';
import { toJsonRow } from './json.ts';

/** https://github.com/ndjson/ndjson-spec; no type is registered for it. */
export const NDJSON_TYPE = 'application/x-ndjson; charset=utf-8';

/** The rows of a table as JSON texts, one a line: the very objects that stand in its JSON. */
export function toNdjson(columns: readonly string[], rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(toJsonRow(columns, row))}\n`).join('');
}
