import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Required } from '../cells.ts';
import type { Outcome } from '../compute.ts';
import { toCurrent } from '../current.ts';
import { type Frozen, freeze, toContent, toDraftContent } from '../frozen.ts';
import { toFactChanges } from '../history.ts';
import { type Release, toReleaseFiles } from '../release.ts';
import { formatChanges } from './changes.ts';
import { DamagedReleaseError, readReleases, writeRelease } from './releases.ts';
import { computeTablesAfter, formatIssues } from './tables.ts';

/** What could not be released, in a sentence for who ran the command. */
class RefusedError extends Error {}

/**
 * `npm run release`: checks the tables, shows the changes against the newest release, takes a note, and freezes the release files
 * in `data/releases/{id}/`. With nothing changed it writes nothing.
 */
async function release(options: { note?: string }, now: Date): Promise<string> {
  const releases = await readReleases();
  const outcome = computeTablesAfter(releases);
  if (outcome.status === 'invalid') throw new RefusedError(formatIssues(outcome.issues));
  const newest = releases.at(-1);
  if (newest !== undefined && isCurrent(outcome, releases))
    return `Nothing changed since ${newest.release.id}; nothing was written.`;

  const next = nextRelease(newest, now);
  const files = toReleaseFiles(outcome.dataset, outcome.computed, next, releases);
  const contents = [...releases.map(toContent), toDraftContent(next, files)];
  const factChanges = toFactChanges(contents).filter((change) => change.release.id === next.id);
  console.log(formatChanges(contents.at(-1)?.changes ?? [], factChanges, newest?.release.id));
  const note = checkNote(options.note ?? (await askForNote()));
  writeRelease(await freeze(next, newest, note, files));
  return `Released ${next.id}: ${files.length} files in data/releases/${next.id}/. Commit them; they are never edited.`;
}

function isCurrent({ dataset, computed }: Outcome & { status: 'valid' }, releases: readonly Frozen[]): boolean {
  return !toCurrent(dataset, computed, releases).release.id.endsWith('+draft');
}

/** Dated by the day on which it is made (UTC), and numbered within it. */
function nextRelease(newest: Frozen | undefined, now: Date): Release {
  const released = `${now.toISOString().slice(0, 19)}Z`;
  const day = released.slice(0, 10);
  if (newest !== undefined && released < newest.release.released)
    throw new RefusedError(
      `The clock says ${released}, but ${newest.release.id} was made at ${newest.release.released}. Set it.`,
    );
  const [newestDay, number] = newest?.release.id.split('.') ?? [];
  return { id: `${day}.${newestDay === day ? Number(number) + 1 : 1}`, released };
}

async function askForNote(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new RefusedError(
      'A release needs a note, and there is no terminal to ask for it. Give it: npm run release -- --note "…"',
    );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question('\nNote for the readers, one line (Ctrl+C stops without a release): ');
  } catch (error) {
    // Ctrl+C or Ctrl+D
    if (error instanceof Error && error.name === 'AbortError') throw new RefusedError('\nStopped; nothing was written.');
    throw error;
  } finally {
    terminal.close();
  }
}

function checkNote(text: string): string {
  const note = text.trim();
  const parsed = Required.safeParse(note);
  if (!parsed.success || note.includes('\n'))
    throw new RefusedError(`The note ${JSON.stringify(note)} ${parsed.error?.issues[0]?.message ?? 'has more than one line.'}`);
  return note;
}

try {
  const { values } = parseArgs({ options: { note: { type: 'string' } } });
  // The one place where a clock is read: every date in the release comes from here
  console.log(await release(values, new Date()));
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!isUsage && !(error instanceof RefusedError || error instanceof DamagedReleaseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
