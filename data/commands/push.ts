import { blobKey, manifestKey, POINTER_KEY, Pointer, pointerLogKey } from '../keys.ts';
import { type Bundle, digest } from '../manifest.ts';

/** The part of a KV namespace that publishing needs; the platform's own binding fits. */
export type Namespace = {
  get(key: string, type: 'arrayBuffer'): Promise<ArrayBuffer | null>;
  put(key: string, value: ArrayBuffer | string): Promise<void>;
  list(options: {
    prefix: string;
    cursor?: string;
  }): Promise<{ keys: { name: string }[]; list_complete: boolean; cursor?: string }>;
};

/** What a push did: how many values it wrote, and the pointer that is now current. */
export type Pushed = { written: number; pointer: Pointer };

/**
 * Publishes a bundle: missing blobs, then the manifest, each read back and verified; the pointer last. What is there is learnt
 * from a listing, because KV caches an absence. Repeating it after any interruption finishes the work; with nothing new it
 * writes nothing. `now` dates the pointer (UTC).
 */
export async function push(namespace: Namespace, bundle: Bundle, now: Date): Promise<Pushed> {
  const manifestDigest = bundle.pointer.manifest;
  const wanted = [...bundle.manifest.files.map(({ sha256 }) => blobKey(sha256)), manifestKey(manifestDigest)];
  const present = new Set([...(await keysIn(namespace, 'blob/')), ...(await keysIn(namespace, 'manifest/'))]);
  const missing = [...new Set(wanted)].filter((key) => !present.has(key));
  for (const key of missing) await putVerified(namespace, key, bytesOf(bundle, key));

  const current = await readPointer(namespace);
  if (current?.manifest === manifestDigest) return { written: missing.length, pointer: current };
  const published = `${now.toISOString().slice(0, 19)}Z`;
  const pointer: Pointer = {
    ...bundle.pointer,
    seq: (current?.seq ?? 0) + 1,
    previous: current?.manifest ?? null,
    // Last-Modified only grows, whatever a clock says
    published: current !== undefined && current.published > published ? current.published : published,
  };
  const text = `${JSON.stringify(pointer, null, 1)}\n`;
  await namespace.put(pointerLogKey(pointer.seq), text);
  await namespace.put(POINTER_KEY, text);
  return { written: missing.length, pointer };
}

async function keysIn(namespace: Namespace, prefix: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await namespace.list(cursor === undefined ? { prefix } : { prefix, cursor });
    names.push(...page.keys.map(({ name }) => name));
    cursor = page.list_complete ? undefined : page.cursor;
  } while (cursor !== undefined);
  return names;
}

async function putVerified(namespace: Namespace, key: string, bytes: Uint8Array): Promise<void> {
  await namespace.put(key, bytes.slice().buffer);
  const stored = await namespace.get(key, 'arrayBuffer');
  const found = stored === null ? 'nothing' : await digest(new Uint8Array(stored));
  if (!key.endsWith(`/${found}`)) throw new Error(`KV gave back ${found} for ${key}. Nothing went live; push again.`);
}

async function readPointer(namespace: Namespace): Promise<Pointer | undefined> {
  const stored = await namespace.get(POINTER_KEY, 'arrayBuffer');
  if (stored === null) return undefined;
  return Pointer.parse(JSON.parse(new TextDecoder().decode(stored)));
}

function bytesOf({ values }: Bundle, key: string): Uint8Array {
  const bytes = values.get(key);
  if (bytes === undefined) throw new Error(`The bundle has no ${key}, though its manifest names it. Build again.`);
  return bytes;
}
