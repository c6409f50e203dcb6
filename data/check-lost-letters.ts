import { parseCsv } from './formats/csv.ts';
import type { Frozen } from './frozen.ts';
import type { Issue } from './issue.ts';
import type { Tables } from './read.ts';

/** The tables that a release has as they are edited, by the columns that name a row. */
const KEYS = {
  sources: ['source'],
  codes: ['codelist', 'code'],
  indicators: ['indicator'],
  claims: ['claim'],
  milestones: ['milestone'],
} as const;

/**
 * Cells in which `?` stands where the newest release has another letter: a program has saved the table in an encoding that does not have
 * it. One `?` at the end of a word could be meant; one that replaces a letter of the release is not.
 */
export function checkLostLetters(tables: Tables, newest: Frozen): Issue[] {
  return Object.entries(KEYS).flatMap(([name, keys]) => {
    const bytes = newest.bytes.get(`${name}.csv`);
    if (bytes === undefined) return [];
    const table = tables[name as keyof typeof KEYS];
    const idOf = (row: Readonly<Record<string, unknown>>) => keys.map((key) => row[key]).join(' ');
    const released = new Map(parseCsv(new TextDecoder().decode(bytes)).map((row) => [idOf(row), row]));
    return (table.rows as readonly Readonly<Record<string, unknown>>[]).flatMap((row) =>
      Object.entries(row).flatMap(([column, now]) => {
        const before = released.get(idOf(row))?.[column];
        if (typeof now !== 'string' || typeof before !== 'string' || !hasLost(before, now)) return [];
        const message = `${column} ${JSON.stringify(now)} has ? where ${newest.release.id} has ${JSON.stringify(before)}: letters were lost when the file was saved. Restore the file from git, and save it as UTF-8.`;
        return [(table.issueAt as (row: object, column: string, message: string) => Issue)(row, column, message)];
      }),
    );
  });
}

/** The same text but for letters outside of ASCII that are `?` now. */
function hasLost(before: string, now: string): boolean {
  if (!now.includes('?') || before === now) return false;
  const [old, letters] = [[...before], [...now]];
  return (
    old.length === letters.length &&
    old.every((letter, at) => letter === letters[at] || (letters[at] === '?' && letter > '\u007f'))
  );
}
