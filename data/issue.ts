import { compareText } from './compare-text.ts';
/** A complaint addressed to the curator: where, what is wrong, what to do. */
export type Issue = {
  /** The table's file name, such as `claims.csv`. */
  file: string;
  /** 1 is the header's line; a file as a whole is 1:1. */
  line: number;
  /** Counted in characters from 1, as editors do. */
  column: number;
  /** Full sentences: the value that is wrong, then the remedy. */
  message: string;
};

/** One line of text, in the form that editors and CI systems turn into a link. */
export function formatIssue({ file, line, column, message }: Issue): string {
  return `data/tables/${file}:${line}:${column}: ${message}`;
}

/** Issues in reading order: by file, then line, then column. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  return issues.toSorted(
    (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.message, b.message),
  );
}
