import type { Issue } from './issue.ts';

/** Cells as spreadsheets rewrite them when they open a CSV: what happened, and how to keep them from it. */
const REWRITTEN: readonly [shape: RegExp, cause: string][] = [
  [
    /^-?\d+([.,]\d+)?E[+-]?\d+$/i,
    'is in scientific notation: a spreadsheet has rounded the number. Format the column as text, and write every digit again.',
  ],
  [
    /^-?\d{1,3}([,’' \u00a0\u202f]\d{3})+(\.\d+)?$/,
    'has separators between thousands. Format the column as text, and write plain digits, such as 8479000000.',
  ],
  [/^-?\d+,\d+$/, 'has a decimal comma. Write a point, such as 14.6.'],
  [
    /^(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{4}\/\d{1,2}(\/\d{1,2})?|[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2}(-\d{2,4})?)$/,
    'is a date as a spreadsheet writes it. Format the column as text, and write 2026-01-30, 2026-01 or 2026.',
  ],
];

/** Columns in which such cells can only be what a spreadsheet made of a number or a date. */
const WRITTEN_PLAIN: ReadonlySet<string> = new Set(['value', 'precision', 'period_start', 'period_end', 'published', 'date']);

/** Why a cell is not what its column holds, where a spreadsheet has rewritten it; undefined where it has not. */
export function causeOf(column: string, value: string): string | undefined {
  return WRITTEN_PLAIN.has(column) ? REWRITTEN.find(([shape]) => shape.test(value))?.[1] : undefined;
}

/** As many cells with one fault are told one by one; of more the first, for the cause is one. */
const MOST_ALIKE = 5;

/** What is wrong with one cell: where, and why apart from its value. */
export type CellFault = { issue: Issue; column: string; cause: string };

/** One issue for all cells of a column that have the same fault, where they are many. */
export function foldFaults(faults: readonly CellFault[]): Issue[] {
  const alike = Map.groupBy(faults, ({ column, cause }) => `${column} ${cause}`);
  return [...alike.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined || all.length <= MOST_ALIKE) return all.map(({ issue }) => issue);
    const last = Math.max(...all.map(({ issue }) => issue.line));
    const message = `${first.issue.message} ${all.length - 1} more cells of this column have the same fault, to line ${last}.`;
    return [{ ...first.issue, message }];
  });
}
