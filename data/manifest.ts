import { concatenate } from './concatenate.ts';
import {
  type Blob,
  blobKey,
  type Coding,
  codings,
  codingsOf,
  MAX_HOT_FILES,
  type Manifest,
  type ManifestFile,
  manifestKey,
  POINTER_KEY,
  type Pointer,
} from './keys.ts';
import type { Release, ServedFile } from './release.ts';

/** SHA-256 in hexadecimal. */
export async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What goes into KV, by key: the blobs, the manifest that names them, the pointer that names the manifest. */
export type Bundle = { manifest: Manifest; pointer: Pointer; values: ReadonlyMap<string, Uint8Array> };

/** The bytes of a file in the codings in which they are smaller. */
export type Encoded = Partial<Record<Coding, Uint8Array>>;

/**
 * Lists the files with their digests, sorted by path, and lays everything out as KV holds it (keys.ts). `releases` are those
 * whose files are among them, oldest first. `encode` makes the codings of a file; without it there are none.
 */
export async function toBundle(
  release: Release,
  files: readonly ServedFile[],
  releases: readonly Release[] = [],
  encode: (file: ServedFile) => Promise<Encoded> = async () => ({}),
): Promise<Bundle> {
  const hot = files.filter((file) => file.hot).length;
  if (hot > MAX_HOT_FILES)
    throw new Error(`${hot} files are hot, but an isolate reads ${MAX_HOT_FILES} at most. Make some cold.`);

  const values = new Map<string, Uint8Array>();
  const keep = async (bytes: Uint8Array): Promise<Blob> => {
    const blob = await toBlob(bytes);
    values.set(blobKey(blob.sha256), bytes);
    return blob;
  };
  const known = new Map<string, Promise<Encoded>>();
  const listed = await Promise.all(
    files.map(async (file) => {
      const { bytes, ...rest } = file;
      const blob = await keep(bytes);
      // The newest release stands here twice, at its own address and as the current one
      const encoding = known.get(blob.sha256) ?? encode(file);
      known.set(blob.sha256, encoding);
      const encoded = await encoding;
      const has: NonNullable<ManifestFile['codings']> = {};
      for (const coding of codings) {
        const coded = encoded[coding];
        // Those of hot files are kept together, below
        if (coded !== undefined) has[coding] = await (file.hot ? toBlob(coded) : keep(coded));
      }
      const entry: ManifestFile = { ...rest, ...blob, ...(Object.keys(has).length === 0 ? {} : { codings: has }) };
      return { entry, encoded };
    }),
  );
  listed.sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1));
  const packed = pack(listed.filter(({ entry }) => entry.hot).map(({ encoded }) => encoded));
  const manifest: Manifest = {
    schema: 2,
    release: release.id,
    released: release.released,
    files: listed.map(({ entry }) => entry),
    ...(packed.length > 0 ? { hot_codings: await keep(packed) } : {}),
    releases: releases.map(({ id, released }) => ({ id, released })),
  };
  const manifestBytes = toBytes(manifest);
  const manifestDigest = await digest(manifestBytes);
  const pointer = firstPointer(manifest, manifestDigest);
  values.set(manifestKey(manifestDigest), manifestBytes);
  values.set(POINTER_KEY, toBytes(pointer));
  return { manifest, pointer, values };
}

async function toBlob(bytes: Uint8Array): Promise<Blob> {
  return { sha256: await digest(bytes), size: bytes.length };
}

/** What `unpackCodings` takes apart. */
function pack(files: readonly Encoded[]): Uint8Array {
  return concatenate(files.flatMap((encoded) => codings.flatMap((coding) => encoded[coding] ?? [])));
}

/** The codings of the hot files, by their SHA-256; `packed` is verified. */
export function unpackCodings({ files }: Manifest, packed: Uint8Array): Map<string, Uint8Array> {
  const parts = files.filter(({ hot }) => hot).flatMap(codingsOf);
  let at = 0;
  return new Map(
    parts.map(({ sha256, size }) => {
      at += size;
      return [sha256, packed.subarray(at - size, at)];
    }),
  );
}

/** The pointer of the seed. Its seq is 0, so that any pointer in KV beats it. */
function firstPointer({ release, released }: Manifest, manifest: string): Pointer {
  return { schema: 1, seq: 0, release, manifest, previous: null, published: released };
}

function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}
