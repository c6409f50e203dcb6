import type { Frozen } from './frozen.ts';
import type { Dataset } from './read.ts';
import { type Computed, type Release, type ServedFile, toDraft, toReleaseFiles } from './release.ts';

/** What is served now: a release or a draft, with its release files. */
export type Current = { release: Release; files: readonly ServedFile[] };

/**
 * The release that the tables are: the newest one, when they still give every byte of its files; otherwise a draft ahead of it,
 * which is dated like it, so that the same tables give the same bytes on any day. `releases` are oldest first. Pure.
 */
export function toCurrent(dataset: Dataset, computed: Computed, releases: readonly Frozen[]): Current {
  const newest = releases.at(-1);
  if (newest === undefined) {
    const draft = toDraft(dataset);
    return { release: draft, files: toReleaseFiles(dataset, computed, draft) };
  }
  const files = toReleaseFiles(dataset, computed, newest.release, releases.slice(0, -1));
  if (isFrozenAs(files, newest)) return { release: newest.release, files };
  const draft = { id: `${newest.release.id}+draft`, released: newest.release.released };
  return { release: draft, files: toReleaseFiles(dataset, computed, draft, releases) };
}

function isFrozenAs(files: readonly ServedFile[], { bytes }: Frozen): boolean {
  return files.length === bytes.size && files.every((file) => areEqual(file.bytes, bytes.get(file.path.slice(1))));
}

function areEqual(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
}
