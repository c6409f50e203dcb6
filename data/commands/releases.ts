import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../compare-text.ts';
import { type Frozen, FrozenRelease } from '../frozen.ts';
import { digest } from '../manifest.ts';
import { PublishingError } from './namespace.ts';
import { ROOT } from './tables.ts';

/** Where releases lie, unless a variable says otherwise. */
const RELEASES = process.env.RELEASES ?? join(ROOT, 'data/releases');
const DESCRIPTION = 'release.json';
const SUMS = 'SHA256SUMS';

/** A release whose files are not what they were when it was made. */
export class DamagedReleaseError extends PublishingError {}

/** Reads all releases of a folder, oldest first, and compares every byte with the digest that was written down. */
export async function readReleases(folder = RELEASES): Promise<Frozen[]> {
  const names = namesIn(folder).filter((name) => name !== SUMS);
  const sums = readSums(folder);
  const releases = await Promise.all(names.map((name) => readRelease(folder, name, sums)));
  const inOrder = releases.toSorted((a, b) => compareText(orderOf(a), orderOf(b)));
  for (const [index, { release }] of inOrder.entries()) {
    const before = inOrder[index - 1]?.release.id ?? null;
    if (release.previous !== before)
      throw new DamagedReleaseError(
        `${release.id} follows ${release.previous ?? 'none'}, but ${before ?? 'none'} lies before it. Restore data/releases/ from git.`,
      );
  }
  return inOrder;
}

/** Writes a release into a folder of its own, all of it or nothing: an interruption leaves a hidden folder that the next one removes. */
export function writeRelease({ release, bytes }: Frozen, folder = RELEASES): void {
  const target = join(folder, release.id);
  if (existsSync(target)) throw new PublishingError(`${target} is there already, and a release is never written twice.`);
  const unfinished = join(folder, `.unfinished-${release.id}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const { path } of release.files) writeFileSync(join(unfinished, path), bytes.get(path) ?? new Uint8Array());
  const description = `${JSON.stringify(release, null, 2)}\n`;
  writeFileSync(join(unfinished, DESCRIPTION), description);
  // Before the release is there: a line of one that is not there yet is written again
  writeSums(folder, readSums(folder).set(release.id, sha256(description)));
  renameSync(unfinished, target);
}

/**
 * The digests of the records, in the form of sha256sum: `cd data/releases && sha256sum -c SHA256SUMS`. A record says when its release was
 * made and what its files are; like these, it is never edited.
 */
function readSums(folder: string): Map<string, string> {
  const file = join(folder, SUMS);
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').matchAll(/^([0-9a-f]{64}) {2}([^/\n]+)\/release\.json$/gm);
  return new Map([...lines].map(([, sum = '', id = '']) => [id, sum]));
}

function writeSums(folder: string, sums: ReadonlyMap<string, string>): void {
  const lines = [...sums].map(([id, sum]) => `${sum}  ${id}/${DESCRIPTION}\n`);
  writeFileSync(join(folder, `.${SUMS}`), lines.join(''));
  renameSync(join(folder, `.${SUMS}`), join(folder, SUMS));
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What systems and editors leave in a folder by themselves, for git to ignore and for us. */
const LEFT_BY_SYSTEMS = /^(\.|thumbs\.db$|ehthumbs\.db$|desktop\.ini$|~\$)|~$|\.(swp|swo|tmp|bak)$/i;

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !LEFT_BY_SYSTEMS.test(name)) : [];
}

async function readRelease(folder: string, name: string, sums: ReadonlyMap<string, string>): Promise<Frozen> {
  const at = join(folder, name);
  const damaged = (what: string) => new DamagedReleaseError(`${at}: ${what} Restore it from git; a release is never edited.`);
  if (!existsSync(join(at, DESCRIPTION))) throw damaged(`there is no ${DESCRIPTION}.`);
  const record = readFileSync(join(at, DESCRIPTION));
  if (sums.get(name) !== sha256(record)) throw damaged(`${DESCRIPTION} does not have the SHA-256 that ${SUMS} records for it.`);
  const parsed = FrozenRelease.safeParse(parseJson(record.toString()));
  if (!parsed.success || parsed.data.id !== name) throw damaged(`${DESCRIPTION} is not that of a release of this name.`);
  const expected = [DESCRIPTION, ...parsed.data.files.map(({ path }) => path)].toSorted();
  const found = namesIn(at);
  const missing = expected.filter((each) => !found.includes(each));
  if (missing.length > 0) throw damaged(`${missing.join(' ')} ${missing.length === 1 ? 'is' : 'are'} missing.`);
  const foreign = found.filter((each) => !expected.includes(each));
  if (foreign.length > 0)
    throw new DamagedReleaseError(
      `${at}: ${foreign.join(' ')} ${foreign.length === 1 ? 'does' : 'do'} not belong to the release. Remove ${foreign.length === 1 ? 'it' : 'them'} from there; git keeps what is committed.`,
    );
  const bytes = new Map(parsed.data.files.map(({ path }) => [path, new Uint8Array(readFileSync(join(at, path)))]));
  for (const { path, sha256 } of parsed.data.files) {
    if ((await digest(bytes.get(path) ?? new Uint8Array())) !== sha256)
      throw damaged(`${path} does not have its recorded SHA-256.`);
  }
  return { release: parsed.data, bytes };
}

/** `2026-11-24.10` comes after `2026-11-24.9`. */
function orderOf({ release: { id } }: Frozen): string {
  const [day = '', number = ''] = id.split('.');
  return `${day}.${number.padStart(6, '0')}`;
}

/** What is not JSON has no shape either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
