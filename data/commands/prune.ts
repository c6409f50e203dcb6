import { blobKey, blobsOf, manifestKey } from '../keys.ts';
import { type Namespace, namesIn, type Prunable, PublishingError } from './namespace.ts';
import { readLog, readPointer } from './pointer.ts';
import { readManifest } from './read-manifest.ts';

/**
 * The blobs and manifests that no manifest of the pointer log names: what interrupted pushes left. Every release that was ever
 * published can still be served. Throws when a named manifest cannot be read, because then nobody knows what it names.
 */
export async function findUnnamed(namespace: Namespace): Promise<string[]> {
  const { pointers: log, damaged } = await readLog(namespace);
  if (damaged.length > 0)
    throw new PublishingError(`${damaged.join(', ')} is damaged, so nobody knows what it names. Nothing can be pruned safely.`);
  const pointers = [...log, await readPointer(namespace)].filter((pointer) => pointer !== undefined);
  const releases = new Map(pointers.map(({ manifest, release }) => [manifest, release]));
  const named = new Set<string>();
  for (const [sha256, release] of releases) {
    const manifest = await readManifest(namespace, sha256);
    if (manifest === undefined)
      throw new PublishingError(
        `The manifest of ${release} is missing or damaged, so nobody knows what it names. Check out its commit, run npm run push -- --keep-pointer, and prune then.`,
      );
    named.add(manifestKey(sha256));
    for (const { sha256 } of blobsOf(manifest)) named.add(blobKey(sha256));
  }
  const names = await namesIn(namespace, '');
  return names.filter((name) => /^(blob|manifest)\//.test(name) && !named.has(name)).toSorted();
}

/** Deletes what was found, after another look: what somebody has published meanwhile stays. Gives back what it deleted. */
export async function prune(namespace: Prunable, found: readonly string[]): Promise<string[]> {
  const unnamed = new Set(await findUnnamed(namespace));
  const keys = found.filter((key) => unnamed.has(key));
  for (const key of keys) await namespace.delete(key);
  return keys;
}
