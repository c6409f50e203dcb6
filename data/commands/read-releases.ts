import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ReleaseId } from '../keys.ts';
import { PublishingError } from './namespace.ts';
import { ROOT } from './tables.ts';

/** `release.json` of a folder of `data/releases/`. */
const Recorded = z.object({
  id: ReleaseId,
  released: z.iso.datetime({ precision: 0 }),
  files: z.array(
    z.object({
      path: z.string().regex(/^[a-z0-9][a-z0-9./-]*$/),
      size: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** A release as it stands in git: what is recorded of each file, and its bytes, `undefined` where the file is not there. */
export type FrozenRelease = { id: string; files: readonly FrozenFile[] };
export type FrozenFile = { path: string; size: number; sha256: string; bytes: Uint8Array | undefined };

/** Reads `data/releases/`, oldest release first; none when nothing was released. Digests are left to be compared. */
export function readReleases(folder = join(ROOT, 'data/releases')): FrozenRelease[] {
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return ids.toSorted(inTime).map((id) => readRelease(join(folder, id), id));
}

function readRelease(folder: string, id: string): FrozenRelease {
  const file = join(folder, 'release.json');
  const parsed = Recorded.safeParse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
  if (!parsed.success || parsed.data.id !== id)
    throw new PublishingError(`${file} does not describe the release ${id}. Restore it from git.`);
  const files = parsed.data.files.map(({ path, size, sha256 }) => {
    const place = join(folder, path);
    return { path, size, sha256, bytes: existsSync(place) ? new Uint8Array(readFileSync(place)) : undefined };
  });
  return { id, files };
}

/** 2026-01-02.10 comes after 2026-01-02.9. */
function inTime(a: string, b: string): number {
  const [dayA = '', dayB = ''] = [a.slice(0, 10), b.slice(0, 10)];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return Number(a.slice(11)) - Number(b.slice(11));
}
