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
 * Publishes a bundle: missing or damaged blobs, then the manifest, each read back and verified; the pointer last. What is there
 * is learnt from a listing, because KV caches an absence. Repeating it after any interruption finishes the work; with nothing
 * new it writes nothing. KV has no compare-and-set: the pointer is read again before and after it is written, and a push that
 * finds another's there says so. `now` dates the pointer (UTC).
 */
export async function push(namespace: Namespace, bundle: Bundle, now: Date): Promise<Pushed> {
  const { manifest } = bundle.pointer;
  const before = await readPointer(namespace);
  const wanted = new Set([...bundle.manifest.files.map(({ sha256 }) => blobKey(sha256)), manifestKey(manifest)]);
  const present = new Set([...(await keysIn(namespace, 'blob/')), ...(await keysIn(namespace, 'manifest/'))]);
  let written = 0;
  for (const key of wanted) {
    if (present.has(key) && (await isIntact(namespace, key))) continue;
    await putVerified(namespace, key, bytesOf(bundle, key));
    written += 1;
  }

  if (before?.manifest === manifest) return { written, pointer: before };
  const pointer: Pointer = {
    ...bundle.pointer,
    seq: (await lastSeq(namespace, before)) + 1,
    previous: before?.manifest ?? null,
    published: laterOf(now, before),
  };
  if ((await readPointer(namespace))?.manifest !== before?.manifest) throw new Error(OVERTAKEN);
  const text = `${JSON.stringify(pointer, null, 1)}\n`;
  await namespace.put(pointerLogKey(pointer.seq), text);
  await namespace.put(POINTER_KEY, text);
  if ((await readPointer(namespace))?.manifest !== manifest) throw new Error(OVERTAKEN);
  return { written, pointer };
}

const OVERTAKEN = 'Somebody else moved the pointer meanwhile. Look at what is served, then push again if it should be yours.';

/** Last-Modified only grows, whatever a clock says: a second after the pointer before, if need be (UTC, seconds). */
function laterOf(now: Date, before: Pointer | undefined): string {
  const earliest = before === undefined ? 0 : Date.parse(before.published) + 1000;
  return `${new Date(Math.max(now.getTime(), earliest)).toISOString().slice(0, 19)}Z`;
}

/** The highest seq ever published; the log has it also when the pointer itself is damaged. */
async function lastSeq(namespace: Namespace, before: Pointer | undefined): Promise<number> {
  const logged = (await keysIn(namespace, 'pointer/log/')).map((key) => Number(key.slice('pointer/log/'.length)));
  return Math.max(0, before?.seq ?? 0, ...logged.filter(Number.isInteger));
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
  if (!(await isIntact(namespace, key))) throw new Error(`KV gave back other bytes for ${key}. Nothing went live; push again.`);
}

async function isIntact(namespace: Namespace, key: string): Promise<boolean> {
  const stored = await namespace.get(key, 'arrayBuffer');
  return stored !== null && key.endsWith(`/${await digest(new Uint8Array(stored))}`);
}

/** The current pointer; a damaged one counts as none, and is replaced. */
async function readPointer(namespace: Namespace): Promise<Pointer | undefined> {
  const stored = await namespace.get(POINTER_KEY, 'arrayBuffer');
  if (stored === null) return undefined;
  try {
    return Pointer.safeParse(JSON.parse(new TextDecoder().decode(stored))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function bytesOf({ values }: Bundle, key: string): Uint8Array {
  const bytes = values.get(key);
  if (bytes === undefined) throw new Error(`The bundle has no ${key}, though its manifest names it. Build again.`);
  return bytes;
}
