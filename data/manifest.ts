import { blobKey, MAX_HOT_FILES, type Manifest, manifestKey, POINTER_KEY, type Pointer } from './keys.ts';
import type { Release, ServedFile } from './release.ts';

/** SHA-256 in hexadecimal. */
export async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What goes into KV, by key: the blobs, the manifest that names them, the pointer that names the manifest. */
export type Bundle = { manifest: Manifest; pointer: Pointer; values: ReadonlyMap<string, Uint8Array> };

/**
 * Lists the files with their digests, sorted by path, and lays everything out as KV holds it (keys.ts). `releases` are those
 * whose files are among them, oldest first. Pure.
 */
export async function toBundle(
  release: Release,
  files: readonly ServedFile[],
  releases: readonly Release[] = [],
): Promise<Bundle> {
  const hot = files.filter((file) => file.hot).length;
  if (hot > MAX_HOT_FILES)
    throw new Error(`${hot} files are hot, but an isolate reads ${MAX_HOT_FILES} at most. Make some cold.`);

  const digested = await Promise.all(files.map(async (file) => ({ file, sha256: await digest(file.bytes) })));
  const manifest: Manifest = {
    schema: 1,
    release: release.id,
    released: release.released,
    files: digested
      .map(({ file: { bytes, ...file }, sha256 }) => ({ ...file, sha256, size: bytes.length }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    releases: releases.map(({ id, released }) => ({ id, released })),
  };
  const manifestBytes = toBytes(manifest);
  const manifestDigest = await digest(manifestBytes);
  const pointer = firstPointer(manifest, manifestDigest);
  const values = new Map([
    ...digested.map(({ file, sha256 }) => [blobKey(sha256), file.bytes] as const),
    [manifestKey(manifestDigest), manifestBytes] as const,
    [POINTER_KEY, toBytes(pointer)] as const,
  ]);
  return { manifest, pointer, values };
}

/** The pointer of the seed. Its seq is 0, so that any pointer in KV beats it. */
function firstPointer({ release, released }: Manifest, manifest: string): Pointer {
  return { schema: 1, seq: 0, release, manifest, previous: null, published: released };
}

function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}
