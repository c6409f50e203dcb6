import { blobKey, blobsOf, type Manifest, manifestKey, type Pointer } from '../keys.ts';
import type { Bundle } from '../manifest.ts';
import { findFrozenChanges } from './find-frozen-changes.ts';
import { findDamaged, portion } from './intact.ts';
import { type Namespace, namesIn, PublishingError } from './namespace.ts';
import { movePointer, readPointer } from './pointer.ts';

export type { Namespace } from './namespace.ts';

/** What a push found, before it writes anything. */
export type Plan = {
  /** The pointer that is served. */
  before: Pointer | undefined;
  /** Keys that are not there. */
  missing: readonly string[];
  /** Keys whose bytes are not what their name says; a push repairs them. */
  damaged: readonly string[];
  /** Whether the pointer has to move. */
  moves: boolean;
};

/** What a push did: how many values it wrote, how many of them in place of damaged ones, and the pointer that is now current. */
export type Pushed = { written: number; repaired: number; pointer: Pointer };

export type PushOptions = {
  /** Writes what is missing or damaged and serves what was served: repairs an old release, so that it can be rolled back to. */
  keepPointer?: boolean;
  /** `npm start` alone: shows any state of the tables, also one that is older than what local KV holds. */
  replaceFrozen?: boolean;
  /** `npm start` alone leaves it out: local KV is on the disk where the bytes come from, and reading takes as long as writing. */
  readBack?: boolean;
  /** Pauses in milliseconds between two looks at what was just written, where KV is slow to show it. */
  waits?: readonly number[];
  /** Called as the work goes on: how many bytes of how many are known to be in KV and intact. */
  progress?: (verified: number, total: number) => void;
};

/**
 * Publishes a bundle: missing or damaged blobs, then the manifest, each read back and verified; the pointer last. Repeating it
 * after any interruption finishes the work; with nothing new it writes nothing. `now` dates the pointer (UTC).
 */
export async function push(namespace: Namespace, bundle: Bundle, now: Date, options: PushOptions = {}): Promise<Pushed> {
  const { before, missing, damaged, moves } = await planPush(namespace, bundle, options);
  const { manifest } = bundle.pointer;
  // A manifest is there only when all that it names is, so it is written when the blobs have been read back
  const keys = [...missing, ...damaged].toSorted((a, b) => Number(isManifest(a)) - Number(isManifest(b)));
  const { size, total } = sizesOf(bundle);
  let verified = total - keys.reduce((sum, key) => sum + size(key), 0);
  for (const blobs of [keys.filter((key) => !isManifest(key)), keys.filter(isManifest)]) {
    for (const some of portion(blobs, size)) {
      await Promise.all(some.map((key) => namespace.put(key, bytesOf(bundle, key).slice().buffer)));
      if (options.readBack ?? true) await confirm(namespace, some, options.waits);
      verified += some.reduce((sum, key) => sum + size(key), 0);
      options.progress?.(verified, total);
    }
  }
  const target = { release: bundle.manifest.release, manifest };
  const pointer = !moves && before ? before : await movePointer(namespace, target, before, now, options.waits);
  return { written: keys.length, repaired: damaged.length, pointer };
}

/**
 * Looks what a push would do, and writes nothing. What is there is learnt from a listing, because KV caches an absence; what is
 * there is read and verified. Throws where the bundle would change a frozen file.
 */
export async function planPush(
  namespace: Namespace,
  bundle: Bundle,
  { keepPointer = false, replaceFrozen = false, progress }: PushOptions = {},
): Promise<Plan> {
  const before = await readPointer(namespace);
  if (keepPointer && before === undefined) throw new PublishingError('Nothing is served yet, so there is no pointer to keep.');
  const moves = !keepPointer && before?.manifest !== bundle.pointer.manifest;
  const names = await namesIn(namespace, '');
  const frozen = moves && !replaceFrozen ? await findFrozenChanges(namespace, bundle.manifest, before, names) : [];
  if (frozen.length > 0) throw new PublishingError([...frozen.slice(0, 10), FROZEN].join('\n'));

  const wanted = keysOf(bundle.manifest, bundle.pointer.manifest);
  const present = new Set(names);
  const missing = wanted.filter((key) => !present.has(key));
  const { size, total } = sizesOf(bundle);
  const damaged: string[] = [];
  let verified = 0;
  for (const some of portion(
    wanted.filter((key) => present.has(key)),
    size,
  )) {
    const bad = new Set(await findDamaged(namespace, some));
    damaged.push(...bad);
    verified += some.reduce((sum, key) => sum + (bad.has(key) ? 0 : size(key)), 0);
    progress?.(verified, total);
  }
  return { before, missing, damaged, moves };
}

const FROZEN =
  'A published file is never changed: nothing was written. Restore data/releases/ and widget/versions/ from git, or make a new release with npm run release. To serve an older release again, use npm run rollback.';

/** Every key that a manifest needs, once: its blobs, then itself. */
export function keysOf(manifest: Manifest, sha256: string): string[] {
  return [...blobsOf(manifest).map((blob) => blobKey(blob.sha256)), manifestKey(sha256)];
}

const isManifest = (key: string) => key.startsWith('manifest/');

/** Reads back what was written. A damaged value may be shown a while longer by an edge that has kept it. */
async function confirm(namespace: Namespace, keys: readonly string[], waits: readonly number[] = []): Promise<void> {
  let bad = await findDamaged(namespace, keys);
  for (const wait of waits) {
    if (bad.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
    bad = await findDamaged(namespace, bad);
  }
  if (bad.length > 0)
    throw new PublishingError(`KV gave back other bytes for ${bad.slice(0, 10).join(', ')}. Nothing went live; push again.`);
}

function sizesOf(bundle: Bundle): { size: (key: string) => number; total: number } {
  const keys = keysOf(bundle.manifest, bundle.pointer.manifest);
  const size = (key: string) => bytesOf(bundle, key).length;
  return { size, total: keys.reduce((sum, key) => sum + size(key), 0) };
}

function bytesOf({ values }: Bundle, key: string): Uint8Array {
  const bytes = values.get(key);
  if (bytes === undefined) throw new Error(`The bundle has no ${key}, though its manifest names it. Build again.`);
  return bytes;
}
