import type { SchemaElement } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import type { Column } from '../published-shape.ts';
import type { Row } from './csv.ts';

/** https://www.iana.org/assignments/media-types/application/vnd.apache.parquet */
export const PARQUET_TYPE = 'application/vnd.apache.parquet';

/**
 * Apache Parquet, compressed by Snappy: the values of the JSON. Numbers are DOUBLE, text is a UTF-8 string, lists are lists
 * of strings, and an empty cell is null. `about` goes into the key-value metadata of the file.
 */
export function toParquet(columns: readonly Column[], rows: readonly Row[], about: Readonly<Record<string, string>>): Uint8Array {
  const columnData: ColumnSource[] = columns.map(({ name, kind }) => ({
    name,
    data: rows.map((row) => toValue(row[name] ?? '', kind)),
  }));
  const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema: toSchema(columns), kvMetadata }));
}

function toValue(cell: Row[string], kind: Column['kind']): unknown {
  if (typeof cell === 'object') return cell;
  if (cell === '') return undefined;
  return kind === 'number' ? Number(cell) : cell;
}

/** The schema as the file holds it: flat, depth first. A list has the three levels that its logical type asks for. */
function toSchema(columns: readonly Column[]): SchemaElement[] {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(toElements)];
}

function toElements({ name, kind, required }: Column): SchemaElement[] {
  const repetition_type = required ? 'REQUIRED' : 'OPTIONAL';
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
  switch (kind) {
    case 'number':
      return [{ name, repetition_type, type: 'DOUBLE' }];
    case 'text':
      return [{ name, repetition_type, ...text }];
    case 'list':
      return [
        { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'REQUIRED', ...text },
      ];
    default:
      return kind satisfies never;
  }
}
