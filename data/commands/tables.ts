import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLostLetters } from '../check-lost-letters.ts';
import { compute, type Outcome } from '../compute.ts';
import { toContent } from '../content.ts';
import { count } from '../count.ts';
import type { Frozen } from '../frozen.ts';
import { formatIssue, type Issue, sortIssues } from '../issue.ts';
import { tableFiles } from '../read.ts';
import { checkWithdrawals } from '../withdrawals.ts';
import { PublishingError } from './namespace.ts';

/** The folder of the project, wherever a command is called from. */
export const ROOT = join(import.meta.dirname, '../..');

/** What takes long to make is kept here by the digest of what it is made of; `CACHE` names another folder. */
export const CACHES = process.env.CACHE ?? join(ROOT, '.cache');

/** Reads the tables of a folder, `data/tables/` unless told, and computes what follows from them. */
export function computeTables(folder = process.env.TABLES ?? join(ROOT, 'data/tables')): Outcome {
  const present = tableFiles.filter((file) => existsSync(join(folder, file)));
  // Says what is impossible, and goes into nothing that is written
  const today = new Date().toISOString().slice(0, 10);
  return compute(new Map(present.map((file) => [file, readFileSync(join(folder, file))])), today);
}

/** The same, for tables that are to follow these releases: no fact and no letter that was published may be missing without a reason. */
export function computeTablesAfter(releases: readonly Frozen[]): Outcome {
  const outcome = computeTables();
  if (outcome.status === 'invalid') return outcome;
  const newest = releases.at(-1);
  const issues = [
    ...checkWithdrawals(outcome.dataset, releases.map(toContent)),
    ...(newest === undefined ? [] : checkLostLetters(outcome.dataset, newest)),
  ];
  return issues.length > 0 ? { status: 'invalid', issues: sortIssues(issues) } : outcome;
}

/** Tables that cannot be built, with every issue in the message. */
export class InvalidTablesError extends PublishingError {}

/** All issues, a line each, and how many there are. */
export function formatIssues(issues: readonly Issue[]): string {
  return [...issues.map(formatIssue), '', `${count(issues.length, 'issue')}; nothing was written.`].join('\n');
}
