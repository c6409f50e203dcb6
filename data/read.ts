import { checkDates } from './check-dates.ts';
import { type Issue, sortIssues } from './issue.ts';
import { checkReferences } from './references.ts';
import {
  Claim,
  CodeRow,
  Description,
  Explanation,
  FactRow,
  Indicator,
  Milestone,
  Resolution,
  Source,
  Withdrawal,
} from './schema.ts';
import { readTable, type Table } from './table.ts';

/** The shape and the number of identifying columns of each table that people edit. */
const shapes = {
  sources: [Source, 1],
  codes: [CodeRow, 2],
  indicators: [Indicator, 1],
  claims: [Claim, 1],
  milestones: [Milestone, 1],
  resolutions: [Resolution, 1],
  facts: [FactRow, 1],
  explanations: [Explanation, 1],
  withdrawals: [Withdrawal, 1],
} as const;

/** The tables, each with its rows in file order and the means to point at a cell. */
export type Tables = {
  sources: Table<Source>;
  codes: Table<CodeRow>;
  indicators: Table<Indicator>;
  claims: Table<Claim>;
  milestones: Table<Milestone>;
  resolutions: Table<Resolution>;
  facts: Table<FactRow>;
  explanations: Table<Explanation>;
  withdrawals: Table<Withdrawal>;
};

/** Everything that people have written down, parsed once; nothing behind it checks again. */
export type Dataset = Tables & { description: Description };

/** The bytes of the tables by file name, such as `claims.csv` and `dataset.json`. */
export type TableFiles = ReadonlyMap<string, Uint8Array>;

/** The names of the files that make up a dataset. */
export const tableFiles = [...Object.keys(shapes).map((name) => `${name}.csv`), 'dataset.json'];

/**
 * Reads the tables. Complaints come all at once, in reading order; with any, there is no dataset. `today` (a day in UTC) is the last on
 * which anything can have happened; without it nothing is known of that.
 */
export function read(
  files: TableFiles,
  today = '9999-12-31',
): { dataset: Dataset; issues: [] } | { dataset: undefined; issues: Issue[] } {
  const absent = tableFiles.filter((file) => !files.has(file));
  if (absent.length > 0) return { dataset: undefined, issues: absent.map(issueOfAbsentFile) };

  const tables = Object.fromEntries(
    Object.entries(shapes).map(([name, [shape, keys]]) => [
      name,
      readTable(`${name}.csv`, bytesOf(files, `${name}.csv`), shape, keys),
    ]),
  ) as unknown as Tables;
  const description = readDescription(bytesOf(files, 'dataset.json'));

  const issues = [
    ...Object.values(tables).flatMap((table) => table.issues),
    ...(Array.isArray(description) ? description : []),
    ...checkReferences(tables),
    ...checkDates(tables, today),
  ];
  if (issues.length > 0 || Array.isArray(description)) return { dataset: undefined, issues: sortIssues(issues) };
  return { dataset: { ...tables, description }, issues: [] };
}

function bytesOf(files: TableFiles, file: string): Uint8Array {
  return files.get(file) ?? new Uint8Array();
}

function issueOfAbsentFile(file: string): Issue {
  return { file, line: 1, column: 1, message: 'The file is missing. Restore it.' };
}

function readDescription(bytes: Uint8Array): Description | Issue[] {
  const complain = (message: string): Issue => ({ file: 'dataset.json', line: 1, column: 1, message });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (error) {
    // SyntaxError by JSON.parse, TypeError by a fatal TextDecoder: both speak of the file's text
    return [complain(`This is not JSON in UTF-8: ${error instanceof Error ? error.message : error}. Mend it.`)];
  }
  const parsed = Description.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) =>
    complain(`${path.join('.') || 'The file'}: ${message}. Write it as the shape Description in data/schema.ts says.`),
  );
}
