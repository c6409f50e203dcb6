import { parseCsv, type Row } from '../data/formats/csv.ts';
import type { TableName } from '../data/table-shapes.ts';
import type { Rows } from '../data/vocabulary.ts';
import { ByteCache } from './byte-cache.ts';
import type { Opened } from './context.ts';
import { UnavailableError } from './store.ts';

/** Parsed tables by the digest of their CSV, so that releases that share a file share its rows; bounded by their CSV's size. */
const parsed = new ByteCache<{ bytes: Uint8Array; rows: readonly Row[] }>(8 * 1024 * 1024);

/**
 * The rows of tables of one release: of the one that is served, or with `folder` of a frozen one, `/releases/2026-11-24.1`.
 * They come from the CSV, which has every digit as it was printed: 140.0 is no number that JSON could tell from 140.
 */
export async function rowsIn(opened: Opened, folder: string, names: readonly TableName[]): Promise<Rows> {
  const entries = await Promise.all(names.map(async (name) => [name, await readRows(opened, `${folder}/${name}.csv`)] as const));
  const tables = new Map<TableName, readonly Row[]>(entries);
  return (name) => {
    const rows = tables.get(name);
    if (rows === undefined) throw new Error(`The table ${name} was not read. Name it among those to be read.`);
    return rows;
  };
}

async function readRows({ serving, copies, store }: Opened, path: string): Promise<readonly Row[]> {
  const file = serving.snapshot.files.get(path);
  if (file === undefined) throw new UnavailableError(path);
  const known = parsed.get(file.sha256);
  if (known !== undefined) return known.rows;
  const bytes = await store.read(copies, serving, file);
  const rows = parseCsv(new TextDecoder().decode(bytes));
  parsed.set(file.sha256, { bytes, rows });
  return rows;
}
