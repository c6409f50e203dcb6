import type * as z from 'zod';
import { blobKey, MAX_POINTER_BYTES, Manifest, type ManifestFile, manifestKey, POINTER_KEY, Pointer } from '../data/keys.ts';
import { digest, unpackCodings } from '../data/manifest.ts';
import type { Copy } from './copies.ts';

/** One release, complete enough to be served: plain bytes and frozen objects, for it outlives the request that loaded it. */
export type Snapshot = {
  pointer: Pointer;
  manifest: Manifest;
  /** By URL path. */
  files: ReadonlyMap<string, ManifestFile>;
  /** The bytes of the hot files and of their codings by SHA-256, verified. */
  hot: ReadonlyMap<string, Uint8Array>;
};

/** How long one read may take before the copy counts as failed. */
export const READ_DEADLINE_MS = 5_000;

/** Reads the pointer of a copy; throws when there is none or it is not one. */
export async function loadPointer(copy: Copy): Promise<Pointer> {
  const bytes = await readInTime(copy, POINTER_KEY);
  if (bytes === undefined) throw new Error(`There is no ${POINTER_KEY} in ${copy.name}.`);
  if (bytes.length > MAX_POINTER_BYTES)
    throw new Error(`${POINTER_KEY} in ${copy.name} has ${bytes.length} bytes: not a pointer.`);
  return parseAs(Pointer, bytes, `${POINTER_KEY} in ${copy.name}`);
}

/** Loads all that a pointer names and that must be there before it goes live; throws when any of it is missing or altered. */
export async function loadSnapshot(copy: Copy, pointer: Pointer, known: ReadonlyMap<string, Uint8Array>): Promise<Snapshot> {
  const bytes = await loadVerified(copy, manifestKey(pointer.manifest), pointer.manifest);
  const manifest = parseAs(Manifest, bytes, `The manifest of ${pointer.release}`);
  if (manifest.release !== pointer.release)
    throw new Error(`The pointer names ${pointer.release}, but its manifest is that of ${manifest.release}.`);
  const read = async (sha256: string) => known.get(sha256) ?? (await loadVerified(copy, blobKey(sha256), sha256));
  const files = manifest.files.filter((file) => file.hot);
  const [hot, packed] = await Promise.all([
    Promise.all(files.map(async ({ sha256 }) => [sha256, await read(sha256)] as const)),
    manifest.hot_codings && read(manifest.hot_codings.sha256),
  ]);
  const unpacked = packed === undefined ? [] : [...unpackCodings(manifest, packed)];
  // With wrong sizes in the manifest they would be cut elsewhere, and nobody could decode them
  await Promise.all(unpacked.map(([sha256, part]) => verify(part, copy, `an encoding of ${pointer.release}`, sha256)));
  return Object.freeze({
    pointer,
    manifest,
    files: new Map(manifest.files.map((file) => [file.path, file])),
    hot: new Map([...hot, ...unpacked]),
  });
}

/** The bytes of a blob, verified against its name; `undefined` where the copy does not have it. */
export async function loadBlob(copy: Copy, sha256: string): Promise<Uint8Array | undefined> {
  const bytes = await readInTime(copy, blobKey(sha256));
  return bytes && verify(bytes, copy, blobKey(sha256), sha256);
}

async function loadVerified(copy: Copy, key: string, sha256: string): Promise<Uint8Array> {
  const bytes = await readInTime(copy, key);
  if (bytes === undefined) throw new Error(`There is no ${key} in ${copy.name}.`);
  return verify(bytes, copy, key, sha256);
}

async function verify(bytes: Uint8Array, copy: Copy, key: string, sha256: string): Promise<Uint8Array> {
  const found = await digest(bytes);
  if (found !== sha256) throw new Error(`The bytes of ${key} in ${copy.name} have the SHA-256 ${found}.`);
  return bytes;
}

async function readInTime(copy: Copy, key: string): Promise<Uint8Array | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${copy.name} gave no ${key} in ${READ_DEADLINE_MS} ms.`)), READ_DEADLINE_MS);
  });
  try {
    return await Promise.race([copy.read(key), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Text that another version of this Worker, or nobody, may have written. */
function parseAs<Shape extends z.ZodType>(shape: Shape, bytes: Uint8Array, what: string): z.infer<Shape> {
  const parsed = shape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`${what} does not have the shape that this Worker knows: ${problems.join('; ')}`);
}
