import { columnarPath, fromColumnar } from '../data/formats/columnar.ts';
import { parseCsv, type Row } from '../data/formats/csv.ts';
import type { ManifestFile } from '../data/keys.ts';
import type { TableName } from '../data/table-shapes.ts';
import type { Rows } from '../data/vocabulary.ts';
import { ByteCache } from './byte-cache.ts';
import type { Opened } from './context.ts';
import { UnavailableError } from './store.ts';

/** Parsed tables by the digest of their CSV, so that releases that share a file share its rows; bounded by the bytes they came from. */
const parsed = new ByteCache<Table>(8 * 1024 * 1024);

/**
 * The rows of tables of one release: of the one that is served, or with `folder` of a frozen one, `/releases/2026-11-24.1`.
 * Their cells are those of the CSV, which has every digit as it was printed: 140.0 is no number that JSON could tell from 140.
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

type Table = { bytes: Uint8Array; rows: readonly Row[] };

async function readRows(opened: Opened, path: string): Promise<readonly Row[]> {
  const { files } = opened.serving.snapshot;
  const csv = files.get(path);
  if (csv === undefined) throw new UnavailableError(path);
  const table = parsed.get(csv.sha256) ?? (await readColumnar(opened, csv)) ?? (await readTable(opened, csv, fromCsv));
  parsed.set(csv.sha256, table);
  return table.rows;
}

function fromCsv(bytes: Uint8Array): Row[] {
  return parseCsv(new TextDecoder().decode(bytes));
}

/** What an older build published has no columnar form, and any copy beats an error: then the CSV will do. */
async function readColumnar(opened: Opened, { sha256 }: ManifestFile): Promise<Table | undefined> {
  const file = opened.serving.snapshot.files.get(columnarPath(sha256));
  if (file === undefined) return undefined;
  try {
    return await readTable(opened, file, fromColumnar);
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}

async function readTable(
  { serving, copies, store }: Opened,
  file: ManifestFile,
  parse: (bytes: Uint8Array) => readonly Row[],
): Promise<Table> {
  const bytes = await store.read(copies, serving, file);
  return { bytes, rows: parse(bytes) };
}
