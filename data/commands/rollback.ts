import { blobKey, blobsOf, type Pointer } from '../keys.ts';
import { findDamaged, portion } from './intact.ts';
import { type Namespace, PublishingError } from './namespace.ts';
import { movePointer, readLog, readPointer } from './pointer.ts';
import { readManifest } from './read-manifest.ts';

/** What a rollback did: the pointer that is now current, and whether it was that already. */
export type RolledBack = { pointer: Pointer; moved: boolean };

/**
 * Serves a release again that was published before: a new pointer at its newest manifest in the log, and nothing else is
 * written. All that the manifest names is read and verified first. It leads forward as well. `now` dates the pointer (UTC).
 */
export async function rollback(
  namespace: Namespace,
  release: string,
  now: Date,
  waits: readonly number[] = [],
): Promise<RolledBack> {
  const { pointers: log } = await readLog(namespace);
  const target = log.findLast((pointer) => pointer.release === release);
  if (target === undefined) throw new PublishingError(unknown(release, log));
  const before = await readPointer(namespace);
  if (before?.manifest === target.manifest) return { pointer: before, moved: false };
  await assertWhole(namespace, target);
  return { pointer: await movePointer(namespace, target, before, now, waits), moved: true };
}

async function assertWhole(namespace: Namespace, { release, manifest: sha256 }: Pointer): Promise<void> {
  const manifest = await readManifest(namespace, sha256);
  const remedy = `Check out the commit of ${release} and run npm run push -- --keep-pointer, which writes it again from git.`;
  if (manifest === undefined) throw new PublishingError(`The manifest of ${release} is missing or damaged. ${remedy}`);
  const blobs = new Map(blobsOf(manifest).map((blob) => [blobKey(blob.sha256), blob]));
  for (const keys of portion([...blobs.keys()], (key) => blobs.get(key)?.size ?? 0)) {
    const bad = (await findDamaged(namespace, keys)).flatMap((key) => blobs.get(key)?.of ?? []);
    if (bad.length > 0) throw new PublishingError(`${bad.join(', ')} of ${release} are missing or damaged in KV. ${remedy}`);
  }
}

function unknown(release: string, log: readonly Pointer[]): string {
  const known = [...new Set(log.map((pointer) => pointer.release))];
  return known.length === 0
    ? `Nothing was ever published here, so there is no "${release}". Run npm run push first.`
    : `Release "${release}" was never published here. There is ${known.join(', ')}.`;
}
