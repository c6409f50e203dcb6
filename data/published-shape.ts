import * as z from 'zod';
import { describeColumn, tableDescriptions } from './column-descriptions.ts';
import { listColumns, numericColumns } from './schema.ts';
import { type TableName, tableShapes } from './table-shapes.ts';

/** A column as every description of a table has it. `allowed` are its only values, where the schema lists them. */
export type Column = {
  name: string;
  kind: 'text' | 'number' | 'list';
  /** Whether no cell is empty. */
  required: boolean;
  allowed: readonly string[] | undefined;
  description: string;
};

/** The shape of a row as JSON publishes it: the shape of the table, with numbers as numbers and `null` for an empty cell. */
export function toPublishedShape(table: TableName): z.ZodObject {
  const cells = Object.entries<z.ZodType>(tableShapes[table].shape).map(([column, cell]) => [
    column,
    toPublishedCell(column, cell).describe(describeColumn(table, column)),
  ]);
  return z.strictObject(Object.fromEntries(cells)).describe(tableDescriptions[table]);
}

/** The columns of a table, in their order. */
export function toColumns(table: TableName): Column[] {
  return Object.entries<z.ZodType>(tableShapes[table].shape).map(([name, cell]) => {
    const filled = withoutEmpty(cell);
    return {
      name,
      kind: listColumns.has(name) ? 'list' : numericColumns.has(name) ? 'number' : 'text',
      required: !mayBeEmpty(name, cell),
      allowed: filled instanceof z.ZodEnum ? filled.options.map(String) : undefined,
      description: describeColumn(table, name),
    };
  });
}

function toPublishedCell(column: string, cell: z.ZodType): z.ZodType {
  if (listColumns.has(column)) return z.array(z.string().min(1));
  const filled = withoutEmpty(cell);
  const value = numericColumns.has(column) ? z.number() : filled instanceof z.ZodString ? filled.min(1) : filled;
  return mayBeEmpty(column, cell) ? value.nullable() : value;
}

/** An empty list is no value either; the units of an indicator alone are always there. */
function mayBeEmpty(column: string, cell: z.ZodType): boolean {
  return listColumns.has(column) ? cell.safeParse([]).success : cell.safeParse('').success;
}

/** What a cell holds where it holds something: `maybe` (cells.ts) is a union of the empty text and that. */
function withoutEmpty(cell: z.ZodType): z.ZodType {
  if (!(cell instanceof z.ZodUnion)) return cell;
  const [filled, ...others] = (cell.options as z.ZodType[]).filter((option) => !option.safeParse('').success);
  return filled === undefined || others.length > 0 ? cell : filled;
}
