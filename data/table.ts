import { parse } from 'csv-parse/sync';
import type * as z from 'zod';
import { type CellFault, causeOf, foldFaults } from './cell-faults.ts';
import { count } from './count.ts';
import { decodeTable } from './file-faults.ts';
import type { Issue } from './issue.ts';

/** A table as it was read: its valid rows, every complaint, and where each row's cells stand. */
export type Table<Row> = {
  file: string;
  rows: Row[];
  issues: Issue[];
  /** The cells of the first columns, of invalid rows too: so that one bad cell brings no complaints about references to its row. */
  ids: ReadonlySet<string>;
  /** False when the header is wrong: then nothing can be said of references to this table. */
  legible: boolean;
  issueAt(row: Row, column: string, message: string): Issue;
};

type Place = { line: number; column: number };
type Record = { record: string[]; raw: string; info: { lines: number } };

/**
 * Reads one table: CSV by RFC 4180 in UTF-8, with LF or CRLF, with or without a byte order mark.
 * `keys` says how many leading columns name a row. Never throws: what is wrong becomes an Issue.
 */
export function readTable<Shape extends z.ZodObject>(
  file: string,
  bytes: Uint8Array,
  shape: Shape,
  keys = 1,
): Table<z.infer<Shape>> {
  type Row = z.infer<Shape>;
  const issues: Issue[] = [];
  const places = new WeakMap<object, Map<string, Place>>();
  const ids = new Set<string>();
  const rows: Row[] = [];
  const table: Table<Row> = {
    file,
    rows,
    issues,
    ids,
    legible: false,
    issueAt: (row, column, message) => ({ file, ...(places.get(row)?.get(column) ?? { line: 1, column: 1 }), message }),
  };

  const columns = Object.keys(shape.shape);
  const decoded = decodeTable(file, bytes, columns);
  if ('fault' in decoded) {
    issues.push(decoded.fault);
    return table;
  }
  const records = parseRecords(file, decoded.text, issues);
  const header = records[0];
  if (header === undefined) return table;
  issues.push(...checkHeader(file, header, columns));
  if (issues.length > 0) return table;
  table.legible = true;

  const [empty, filled] = partition(records.slice(1), isEmpty);
  if (empty.length > 0) issues.push(emptyRows(file, empty));
  const faults: CellFault[] = [];
  for (const record of filled) {
    const cells = placesOf(record);
    const named = new Map(header.record.map((name, index) => [name, cells[index] ?? { line: firstLine(record), column: 1 }]));
    ids.add(idOf(record, header, columns.slice(0, keys)));
    if (record.record.length !== header.record.length) {
      const cause = `This row has ${count(record.record.length, 'cell')}, the header ${header.record.length}. Add or remove commas, or put quotes round a cell that holds one.`;
      faults.push({ issue: { file, line: firstLine(record), column: 1, message: cause }, column: '', cause });
      continue;
    }
    const parsed = shape.safeParse(Object.fromEntries(header.record.map((name, index) => [name, record.record[index]])));
    for (const { path, message } of parsed.error?.issues ?? []) {
      const column = String(path[0]);
      const value = record.record[header.record.indexOf(column)] ?? '';
      const cause = causeOf(column, value) ?? message;
      const place = named.get(column) ?? cells[0] ?? { line: 1, column: 1 };
      faults.push({ issue: { file, ...place, message: `${column} ${JSON.stringify(value)} ${cause}` }, column, cause });
    }
    if (!parsed.success) continue;
    places.set(parsed.data, named);
    rows.push(parsed.data);
  }
  for (const issue of foldFaults(faults)) issues.push(issue);
  return table;
}

/** Blank, or commas alone, as a spreadsheet leaves them below the last row. */
function isEmpty({ record }: Record): boolean {
  return record.every((cell) => cell.trim() === '');
}

function emptyRows(file: string, empty: readonly Record[]): Issue {
  const lines = empty.map(firstLine);
  const [first = 1, last = first] = [lines[0], lines.at(-1)];
  const message =
    empty.length === 1
      ? 'This row is empty. Remove it.'
      : `${empty.length} rows are empty, from here to line ${last}. Remove them.`;
  return { file, line: first, column: 1, message };
}

function partition<Item>(items: readonly Item[], isOf: (item: Item) => boolean): [of: Item[], others: Item[]] {
  const groups = Map.groupBy(items, isOf);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}

function idOf(record: Record, header: Record, keys: string[]): string {
  return keys.map((key) => record.record[header.record.indexOf(key)] ?? '').join(' ');
}

function parseRecords(file: string, text: string, issues: Issue[]): Record[] {
  try {
    return parse(text, {
      raw: true,
      info: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
    }) as unknown as Record[];
  } catch (error) {
    if (!(error instanceof Error) || !('lines' in error)) throw error;
    issues.push({ file, line: Number(error.lines), column: 1, message: `This is not CSV: ${error.message}. Mend the quotes.` });
    return [];
  }
}

function checkHeader(file: string, header: Record, columns: string[]): Issue[] {
  const cells = placesOf(header);
  const unknown = header.record.flatMap((name, index) =>
    columns.includes(name) && header.record.indexOf(name) === index
      ? []
      : [
          {
            file,
            ...(cells[index] ?? { line: 1, column: 1 }),
            message: `There is no column "${name}" here, or it stands twice. Use ${columns.join(', ')}.`,
          },
        ],
  );
  const missing = columns
    .filter((name) => !header.record.includes(name))
    .map((name) => ({
      file,
      line: 1,
      column: 1,
      message: `The column "${name}" is missing. Add it to the header and to every row.`,
    }));
  return [...unknown, ...missing];
}

/** Where each cell begins. The parser gives the raw text of a record, so a cell's width is its own, plus its quotes. */
function placesOf({ record, raw, info }: Record): Place[] {
  const text = raw.replace(/\r?\n$/, '');
  let line = info.lines - (text.match(/\n/g)?.length ?? 0);
  let column = 1;
  let offset = 0;
  return record.map((cell) => {
    const place = { line, column };
    const width = text[offset] === '"' ? cell.length + 2 + (cell.match(/"/g)?.length ?? 0) : cell.length;
    const newlines = cell.split('\n');
    line += newlines.length - 1;
    column = newlines.length > 1 ? (newlines.at(-1) ?? '').length + 3 : column + width + 1;
    offset += width + 1;
    return place;
  });
}

function firstLine(record: Record): number {
  return placesOf(record)[0]?.line ?? record.info.lines;
}
