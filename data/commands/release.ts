import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Required } from '../cells.ts';
import type { Outcome } from '../compute.ts';
import { toContent, toDraftContent } from '../content.ts';
import { count } from '../count.ts';
import { toCurrent } from '../current.ts';
import { type Frozen, freeze } from '../frozen.ts';
import { toFactChanges } from '../history.ts';
import { toPictures } from '../pictures/pictures.ts';
import { type Release, toReleaseFiles } from '../release.ts';
import { formatChanges } from './changes.ts';
import { PublishingError } from './namespace.ts';
import { DRAWING, drawPictures } from './pictures/draw-pictures.ts';
import { readReleases, writeRelease } from './releases.ts';
import { runCommand } from './run/command.ts';
import { countProgress } from './run/progress.ts';
import { computeTablesAfter, formatIssues } from './tables.ts';

/**
 * `npm run release`: checks the tables, shows the changes against the newest release, takes a note, and freezes the release files
 * in `data/releases/{id}/`. With nothing changed it writes nothing.
 */
async function release(options: { note?: string }, now: Date): Promise<string> {
  const releases = await readReleases();
  const outcome = computeTablesAfter(releases);
  if (outcome.status === 'invalid') throw new PublishingError(formatIssues(outcome.issues));
  const newest = releases.at(-1);
  if (newest !== undefined && isCurrent(outcome, releases))
    return `Nothing changed since ${newest.release.id}; nothing was written.`;
  // Before the work that takes long
  const given = options.note === undefined ? undefined : checkNote(options.note);
  if (given === undefined) requireTerminal();

  const next = nextRelease(newest, now);
  const files = toReleaseFiles(outcome.dataset, outcome.computed, next, releases);
  const contents = [...releases.map(toContent), toDraftContent(next, files)];
  const factChanges = toFactChanges(contents).filter((change) => change.release.id === next.id);
  console.log(formatChanges(contents.at(-1)?.changes ?? [], factChanges, newest?.release.id));
  // What cannot be drawn is better known now than when it is frozen
  await drawPictures(toPictures(contents, outcome.dataset.description), countProgress(DRAWING));
  const note = given ?? checkNote(await askForNote());
  writeRelease(await freeze(next, newest, note, files));
  return `Released ${next.id}: ${count(files.length, 'file')} in data/releases/${next.id}/. Commit them; they are never edited.`;
}

function isCurrent({ dataset, computed }: Outcome & { status: 'valid' }, releases: readonly Frozen[]): boolean {
  return !toCurrent(dataset, computed, releases).release.id.endsWith('+draft');
}

/** Dated by the day on which it is made (UTC), and numbered within it. */
function nextRelease(newest: Frozen | undefined, now: Date): Release {
  const released = `${now.toISOString().slice(0, 19)}Z`;
  const day = released.slice(0, 10);
  if (newest !== undefined && released < newest.release.released)
    throw new PublishingError(
      `The clock says ${released}, but ${newest.release.id} was made at ${newest.release.released}. Set it.`,
    );
  const [newestDay, number] = newest?.release.id.split('.') ?? [];
  return { id: `${day}.${newestDay === day ? Number(number) + 1 : 1}`, released };
}

function requireTerminal(): void {
  if (process.stdin.isTTY) return;
  throw new PublishingError(
    'A release needs a note, and there is no terminal to ask for it. Give it: npm run release -- --note "…"',
  );
}

async function askForNote(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question('\nNote for the readers, one line (Ctrl+C stops without a release): ');
  } catch (error) {
    // Ctrl+C or Ctrl+D
    if (error instanceof Error && error.name === 'AbortError') throw new PublishingError('\nStopped; nothing was written.');
    throw error;
  } finally {
    terminal.close();
  }
}

function checkNote(text: string): string {
  const note = text.trim();
  const parsed = Required.safeParse(note);
  if (!parsed.success) throw new PublishingError(`The note ${JSON.stringify(note)} ${parsed.error.issues[0]?.message}`);
  return note;
}

await runCommand(async () => {
  // The one place where a clock is read: every date in the release comes from here
  console.log(await release(parseOptions(), new Date()));
  return 0;
});

function parseOptions(): { note?: string } {
  try {
    return parseArgs({ options: { note: { type: 'string' } } }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new PublishingError(error.message);
  }
}
