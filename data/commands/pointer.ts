import { MAX_SEQ, POINTER_KEY, Pointer, pointerLogKey } from '../keys.ts';
import { type Namespace, namesIn, PublishingError } from './namespace.ts';

const LOG = pointerLogKey(0).slice(0, -1);

/** The current pointer; a damaged one counts as none, and is replaced. */
export async function readPointer(namespace: Namespace): Promise<Pointer | undefined> {
  return parsePointer(await namespace.get(POINTER_KEY, 'arrayBuffer'));
}

/** Every pointer ever published, oldest first, and the keys of the log that hold none. `all` spares a listing, where there is one. */
export async function readLog(
  namespace: Namespace,
  all?: readonly string[],
): Promise<{ pointers: Pointer[]; damaged: string[] }> {
  const names = all?.filter((name) => name.startsWith(LOG)) ?? (await namesIn(namespace, LOG));
  const read = await Promise.all(names.map(async (name) => parsePointer(await namespace.get(name, 'arrayBuffer'))));
  return {
    pointers: read.filter((pointer) => pointer !== undefined).toSorted((a, b) => a.seq - b.seq),
    damaged: names.filter((_, index) => read[index] === undefined),
  };
}

/**
 * Makes a manifest the one that is served: a new seq, first in the log, then as the current pointer. KV has no compare-and-set:
 * the pointer is read again right before and right after, and a move that finds another's there says so. `now` dates it (UTC);
 * `waits` are the pauses between looks while KV still gives out the pointer `before`.
 */
export async function movePointer(
  namespace: Namespace,
  target: { release: string; manifest: string },
  before: Pointer | undefined,
  now: Date,
  waits: readonly number[] = [],
): Promise<Pointer> {
  const seq = (await lastSeq(namespace, before)) + 1;
  const pointer: Pointer = {
    schema: 1,
    seq,
    release: target.release,
    manifest: target.manifest,
    previous: before?.manifest ?? null,
    published: laterOf(now, before),
  };
  const found = await readPointer(namespace);
  // Two who publish the same do not disturb each other
  if (found !== undefined && found.manifest === target.manifest) return found;
  if (found?.seq !== before?.seq || found?.manifest !== before?.manifest) throw new PublishingError(overtakenBy(found));
  const text = `${JSON.stringify(pointer, null, 1)}\n`;
  await namespace.put(pointerLogKey(seq), text);
  await namespace.put(POINTER_KEY, text);
  return await confirm(namespace, pointer, waits);
}

/** Looks until the new pointer is what KV gives out: an edge may show an older one for a minute, which is nobody's doing. */
async function confirm(namespace: Namespace, pointer: Pointer, waits: readonly number[]): Promise<Pointer> {
  for (const wait of [...waits, undefined]) {
    const found = await readPointer(namespace);
    if (found?.manifest === pointer.manifest) return pointer;
    if (found !== undefined && found.seq >= pointer.seq) throw new PublishingError(overtakenBy(found));
    if (wait !== undefined) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new PublishingError(
    `Pointer ${pointer.seq} was written, but KV still gives out an older one. Run the command again in a minute: it only looks.`,
  );
}

function overtakenBy(found: Pointer | undefined): string {
  const what = found === undefined ? 'it is gone' : `it is now ${found.seq}, release ${found.release}`;
  return `Somebody else moved the pointer meanwhile: ${what}. Look at what is served, then push again if it should be yours.`;
}

/** Last-Modified only grows, whatever a clock says: a second after the pointer before, if need be (UTC, seconds). */
function laterOf(now: Date, before: Pointer | undefined): string {
  const earliest = before === undefined ? 0 : Date.parse(before.published) + 1000;
  return `${new Date(Math.max(now.getTime(), earliest)).toISOString().slice(0, 19)}Z`;
}

/** The highest seq ever published; the log has it also when the pointer itself is damaged, or has one that cannot be. */
async function lastSeq(namespace: Namespace, before: Pointer | undefined): Promise<number> {
  const logged = (await namesIn(namespace, LOG)).map((name) => Number(name.slice(LOG.length)));
  return Math.max(0, before?.seq ?? 0, ...logged.filter((seq) => Number.isSafeInteger(seq) && seq < MAX_SEQ));
}

function parsePointer(stored: ArrayBuffer | null): Pointer | undefined {
  if (stored === null) return undefined;
  try {
    return Pointer.safeParse(JSON.parse(new TextDecoder().decode(stored))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
