import * as z from 'zod';
import type { Figures } from './changes.ts';
import { parseCsv } from './formats/csv.ts';
import { FrozenId } from './keys.ts';
import { digest } from './manifest.ts';
import type { Release, ServedFile } from './release.ts';
import type { Claim, Observation } from './schema.ts';

/** `data/releases/{id}/release.json`: what a release is, and the digests of the files that lie beside it. */
export const FrozenRelease = z.strictObject({
  id: FrozenId,
  /** UTC, seconds: read from the clock once, when the release was made. */
  released: z.iso.datetime({ precision: 0 }),
  previous: FrozenId.nullable(),
  note: z.string().min(1),
  files: z.array(
    z.strictObject({
      path: z.string().regex(/^[a-z-]+\.[a-z]+$/),
      type: z.string(),
      /** Bytes. */
      size: z.int().nonnegative(),
      rows: z.int().nonnegative().optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type FrozenRelease = z.infer<typeof FrozenRelease>;

/** A release with the bytes of its files, by the names that `release.json` gives them. */
export type Frozen = { release: FrozenRelease; bytes: ReadonlyMap<string, Uint8Array> };

/** Freezes the files of a release: from here on they are copied, never made again. Pure. */
export async function freeze(
  release: Release,
  previous: Frozen | undefined,
  note: string,
  files: readonly ServedFile[],
): Promise<Frozen> {
  const named = files.map((file) => ({ ...file, path: file.path.slice(1) })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    release: {
      id: release.id,
      released: release.released,
      previous: previous?.release.id ?? null,
      note,
      files: await Promise.all(
        named.map(async ({ path, type, rows, bytes }) => ({
          path,
          type,
          size: bytes.length,
          ...(rows === undefined ? {} : { rows }),
          sha256: await digest(bytes),
        })),
      ),
    },
    bytes: new Map(named.map(({ path, bytes }) => [path, bytes])),
  };
}

/** The files of all releases under their permanent addresses. */
export function toFrozenFiles(releases: readonly Frozen[]): ServedFile[] {
  return releases.flatMap(({ release, bytes }) =>
    release.files.map(({ path, type, rows }) => ({
      path: `/releases/${release.id}/${path}`,
      type,
      ...(rows === undefined ? {} : { rows }),
      part: 'release' as const,
      hot: false,
      bytes: bytesOf(bytes, path, release.id),
    })),
  );
}

/** The observations and claims of a release, with every digit, from its CSV files. */
export function toFigures({ release, bytes }: Frozen): Figures {
  const rows = (path: string) => parseCsv(new TextDecoder().decode(bytesOf(bytes, path, release.id)));
  return {
    observations: rows('observations.csv') as unknown as Observation[],
    claims: rows('claims.csv') as unknown as Claim[],
  };
}

/** The bytes of one file of a release; throws where it has none of this name. */
export function bytesOf(bytes: Frozen['bytes'], path: string, id: string): Uint8Array {
  const found = bytes.get(path);
  if (found === undefined) throw new Error(`The release ${id} has no ${path}. Restore data/releases/${id}/ from git.`);
  return found;
}
