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
    const codes = namesOf(tables, parameter);
    const standing = tables(HOMES[parameter] ?? table).flatMap((row) => row[parameter] ?? []);
    const others = standing.filter((value) => value !== '' && !codes.has(value));
    return new Map([...codes, ...others.map((value) => [value, []] as const)]);
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
