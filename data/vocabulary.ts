import { valuesOf } from './formats/columnar.ts';
import type { Row } from './formats/csv.ts';
import type { TableName } from './table-shapes.ts';

/** The rows of the published tables. */
export type Rows = (table: TableName) => readonly Row[];

/** Values with their names in English and Chinese; ids have none. */
export type Names = ReadonlyMap<string, readonly string[]>;

/** The values that each filter of one table takes. */
export type Vocabulary = (parameter: string) => Names;

/** The table whose first column names what a filter asks for: an id without rows is then an empty answer, not an error. */
const HOMES: Partial<Record<string, TableName>> = { observation: 'observations', source: 'sources' };

/** The tables that the values, grades and labels of a table are taken from, itself included. */
export function referencesOf(table: TableName): readonly TableName[] {
  const always: TableName[] = [table, 'codes', 'indicators', 'sources'];
  return [...new Set(table === 'checks' ? [...always, 'observations' as const] : always)];
}

/** The vocabulary of a table: the codes of the column's code list, the ids of its home, and whatever else stands in the column. */
export function toVocabulary(table: TableName, tables: Rows): Vocabulary {
  return (parameter) => {
    const names = new Map<string, readonly string[]>(namesOf(tables, parameter));
    for (const cell of valuesOf(tables(HOMES[parameter] ?? table), parameter))
      for (const value of [cell].flat()) if (value !== '' && !names.has(value)) names.set(value, []);
    return names;
  };
}

/** The codes that may stand in a column, with their labels; none where it holds no codes. */
export function namesOf(tables: Rows, column: string): Names {
  const isIndicator = column === 'indicator';
  const codelist = column === 'base_unit' ? 'unit' : column;
  const rows = isIndicator ? tables('indicators') : tables('codes').filter((row) => row.codelist === codelist);
  return new Map(
    rows.map((row) => [row[isIndicator ? 'indicator' : 'code'] as string, [row.label_en as string, row.label_zh as string]]),
  );
}
