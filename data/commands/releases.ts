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

/** A release whose files are not what they were when it was made. */
export class DamagedReleaseError extends PublishingError {}

/** Reads all releases of a folder, oldest first, and compares every byte with the digest that was written down. */
export async function readReleases(folder = RELEASES): Promise<Frozen[]> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  const releases = await Promise.all(names.map((name) => readRelease(folder, name)));
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
  writeFileSync(join(unfinished, DESCRIPTION), `${JSON.stringify(release, null, 2)}\n`);
  renameSync(unfinished, target);
}

async function readRelease(folder: string, name: string): Promise<Frozen> {
  const at = join(folder, name);
  const damaged = (what: string) => new DamagedReleaseError(`${at}: ${what} Restore it from git; a release is never edited.`);
  if (!existsSync(join(at, DESCRIPTION))) throw damaged(`there is no ${DESCRIPTION}.`);
  const parsed = FrozenRelease.safeParse(parseJson(readFileSync(join(at, DESCRIPTION), 'utf8')));
  if (!parsed.success || parsed.data.id !== name) throw damaged(`${DESCRIPTION} is not that of a release of this name.`);
  const expected = [DESCRIPTION, ...parsed.data.files.map(({ path }) => path)].toSorted();
  const found = readdirSync(at).toSorted();
  if (found.join(' ') !== expected.join(' ')) throw damaged(`it holds ${found.join(' ')} instead of ${expected.join(' ')}.`);
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
