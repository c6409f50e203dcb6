import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { blobKey, manifestKey, POINTER_KEY } from '../../data/keys.ts';
import { type Bundle, toBundle } from '../../data/manifest.ts';
import type { ServedFile } from '../../data/release.ts';
import type { Copies, Copy } from '../../worker/copies.ts';
import { Store, UnavailableError } from '../../worker/store.ts';
import { namespaceOf } from '../faults/kv-server.ts';

/**
 * The store by itself, over copies in memory and a clock that only a test moves: what it serves in every state. Its errors by the
 * platform's own words are in tests/faults/store.test.ts.
 */
const SEEDED = '2026-05-01.1';
const RELEASED = '2026-05-04.1';
const LATER = '2026-06-01.1';
const HOT = '/observations.csv';
const COLD = '/sources.csv';

let bundle: Bundle;
let now: number;
let copies: Copies;
let reads: string[];
const inKv = new Map<string, Uint8Array>();
const kv = namespaceOf(inKv);

/** KV with every read written down; `fault` may answer instead of it. */
function kvWith(fault: (key: string, read: Copy['read']) => Promise<Uint8Array | undefined>): Copies {
  return {
    kv: {
      name: 'kv',
      read(key) {
        reads.push(key);
        return fault(key, async (each) => inKv.get(each));
      },
    },
    seed: { name: 'seed', read: async (key) => seeded.values.get(key) },
  };
}

const healthy = () => kvWith((key, read) => read(key));
const failing = (error: string) => kvWith(() => Promise.reject(new Error(error)));
const hanging = (ms: number) => kvWith((key, read) => scheduler.wait(ms).then(() => read(key)));

/** One request: what is served, after how many milliseconds, and when the work is done that goes on behind it. */
async function request(store: Store, from: Copies) {
  const background: Promise<void>[] = [];
  const started = Date.now();
  const serving = await store.serving(from, (work) => background.push(work));
  const { snapshot, state } = serving;
  const file = snapshot.files.get(COLD);
  if (file === undefined) throw new Error(`There is no ${COLD}.`);
  const bytes = await store.read(from, serving, file);
  const waited = Date.now() - started;
  await Promise.all(background);
  return { state, seq: snapshot.pointer.seq, release: snapshot.pointer.release, text: new TextDecoder().decode(bytes), waited };
}

/** Lets time pass until all is done: nothing here takes any but what waits for the clock. */
async function pass<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => {});
  await vi.runAllTimersAsync();
  return work;
}

const serve = (store: Store, from = copies) => pass(request(store, from));

const served = (path: string, text: string): ServedFile => ({
  path,
  type: 'text/csv',
  part: 'release',
  hot: path === HOT,
  bytes: new TextEncoder().encode(text),
});

const toRelease = (id: string, sources: string) =>
  toBundle({ id, released: `${id.slice(0, 10)}T00:00:00Z` }, [served(HOT, `value\r\n${id}\r\n`), served(COLD, sources)]);

/** A later release whose sources are one line. */
async function publishLater(sources: string): Promise<Bundle> {
  const later = await toRelease(LATER, sources);
  await pass(push(kv, later, new Date('2026-06-01T00:00:00Z')));
  return later;
}

let seeded: Bundle;
beforeAll(async () => {
  // As after a deploy: files that did not change are in the seed as well
  [seeded, bundle] = [await toRelease(SEEDED, 'id\r\n'), await toRelease(RELEASED, 'id\r\n')];
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('scheduler', { wait: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)) });
  // Node computes a digest on a thread of its own, for which no clock of a test would wait
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_, bytes) => {
    const hash = createHash('sha256')
      .update(bytes as Uint8Array)
      .digest();
    return hash.buffer.slice(hash.byteOffset, hash.byteOffset + hash.length) as ArrayBuffer;
  });
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  inKv.clear();
  reads = [];
  now = Date.parse('2026-05-05T00:00:00Z');
  copies = healthy();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const newStore = () => new Store(() => now);
const published = () => pass(push(kv, bundle, new Date('2026-05-04T00:00:00Z')));

const VALID = {
  schema: 1,
  seq: 9,
  release: '2027-01-01.1',
  manifest: 'f'.repeat(64),
  previous: null,
  published: '2027-01-01T00:00:00Z',
};
const POINTERS: [what: string, text: string | undefined][] = [
  ['is missing', undefined],
  ['is empty', ''],
  ['is half of JSON', '{'],
  ['is null', 'null'],
  ['is a list', '[]'],
  ['has five kilobytes', JSON.stringify({ ...VALID, pad: 'x'.repeat(5000) })],
  ['has a prototype', JSON.stringify(VALID).replace('{', '{"__proto__":{"a":1},')],
  ['has a seq beyond all numbers', JSON.stringify(VALID).replace('9', '1e400')],
  ['has a path for a manifest', JSON.stringify({ ...VALID, manifest: '../../x' })],
  ['has an unknown schema', JSON.stringify({ ...VALID, schema: 2 })],
  ['has an invalid date', JSON.stringify({ ...VALID, published: 'tomorrow' })],
  ['is in another encoding', '\uFFFE{'],
  ['has a seq that nothing could follow', JSON.stringify({ ...VALID, seq: Number.MAX_SAFE_INTEGER })],
  ['names a manifest that is not there', JSON.stringify(VALID)],
];

describe('a cold isolate', () => {
  it('serves the release in KV', async () => {
    await published();
    expect(await serve(newStore())).toMatchObject({ state: 'current', seq: 1, release: bundle.manifest.release });
  });

  it('reads ten values at most before it answers', async () => {
    await published();
    await pass(newStore().serving(copies, () => {}));
    expect(reads).toHaveLength(new Set(reads).size);
    expect(reads.length).toBeLessThanOrEqual(10);
  });

  it('serves the seed where the namespace is empty', async () => {
    expect(await serve(newStore())).toMatchObject({ state: 'seed', seq: 0 });
  });

  it.each(['KV GET failed: 500 Internal Server Error', 'KV GET failed: 429 Too Many Requests', 'Network connection lost.'])(
    'serves the seed at once where KV throws %j, and then does not ask again for a while',
    async (error) => {
      const store = newStore();
      const first = await serve(store, failing(error));
      expect([first.state, first.waited]).toEqual(['seed', 0]);
      const asked = reads.length;
      now += 30_000;
      expect((await serve(store, failing(error))).state).toBe('seed');
      // The file itself is in memory by now, and the pointer is not looked at before the next window
      expect(reads.length).toBe(asked);
    },
  );

  it('serves the seed at its deadline where KV is slow, and the release when it has come', async () => {
    await published();
    const store = newStore();
    const slow = hanging(500);
    const first = await serve(store, slow);
    // At the deadline; a cold file must not wait for KV a second time
    expect([first.state, first.waited]).toEqual(['seed', 800]);
    expect((await serve(store, slow)).state).toBe('current');
  });

  it.each(POINTERS)('serves the seed where the pointer %s', async (_, text) => {
    if (text !== undefined) await kv.put(POINTER_KEY, text);
    expect((await serve(newStore())).state).toBe('seed');
  });

  it.each([
    ['flipped by a bit', (bytes: Uint8Array) => bytes.with(bytes.length >> 1, (bytes.at(bytes.length >> 1) ?? 0) ^ 1)],
    ['cut by a byte', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['empty', () => new Uint8Array()],
  ])('serves the seed where the manifest or a hot blob is %s', async (_, spoil) => {
    for (const file of ['manifest', HOT]) {
      await published();
      const sha256 = bundle.manifest.files.find(({ path }) => path === file)?.sha256 ?? '';
      const key = file === 'manifest' ? manifestKey(bundle.pointer.manifest) : blobKey(sha256);
      inKv.set(key, spoil(bundle.values.get(key) ?? new Uint8Array()));
      expect((await serve(newStore())).state).toBe('seed');
    }
  });

  it.each([
    ['never answers', () => new Promise<never>(() => {})],
    [
      'stalls at a hot file',
      (key: string, read: Copy['read']) => (key.startsWith('pointer') ? read(key) : new Promise<never>(() => {})),
    ],
  ])('serves the seed at its deadline where KV %s, and gives it up after five seconds', async (_, fault) => {
    await published();
    const store = newStore();
    const began = Date.now();
    const { state, waited } = await serve(store, kvWith(fault));
    expect([state, waited, Date.now() - began]).toEqual(['seed', 800, 5000]);
    expect(store.seen.look).toMatchObject({ outcome: 'failed', failures: 1 });
  });
});

describe('a manifest that is not what the pointer says', () => {
  it('is not taken live: another release', async () => {
    await published();
    const pointer = JSON.parse(new TextDecoder().decode(inKv.get(POINTER_KEY)));
    await kv.put(POINTER_KEY, JSON.stringify({ ...pointer, release: LATER }));
    expect((await serve(newStore())).state).toBe('seed');
  });

  it('is not taken live: encodings of other sizes', async () => {
    const encode = async () => ({ br: new Uint8Array([1, 2, 3]), gzip: new Uint8Array([4, 5]) });
    const encoded = await toBundle(
      { id: RELEASED, released: '2026-05-04T00:00:00Z' },
      [served(HOT, 'x'), served(COLD, 'y')],
      [],
      encode,
    );
    const text = JSON.stringify(encoded.manifest).replace('"size":3', '"size":2');
    const manifest = new TextEncoder().encode(text);
    const sha256 = createHash('sha256').update(manifest).digest('hex');
    await pass(push(kv, encoded, new Date('2026-05-04T00:00:00Z')));
    expect((await serve(newStore())).state).toBe('current');
    inKv.set(manifestKey(sha256), manifest);
    const pointer = JSON.parse(new TextDecoder().decode(inKv.get(POINTER_KEY)));
    await kv.put(POINTER_KEY, JSON.stringify({ ...pointer, manifest: sha256 }));
    expect((await serve(newStore())).state).toBe('seed');
  });
});

describe('a release that goes live while the seed is being read', () => {
  it('is not overwritten by the seed', async () => {
    await published();
    const { kv, seed } = hanging(300);
    // KV has everything at 900 ms, past the deadline; the seed begins then, and needs three times 300 ms as well
    const slow: Copies = { kv, seed: { name: 'seed', read: (key) => scheduler.wait(300).then(() => seed.read(key)) } };
    const store = newStore();
    const background: Promise<void>[] = [];
    const first = await pass(store.serving(slow, (work) => background.push(work)));
    await Promise.all(background);
    expect([first.state, first.snapshot.pointer.seq]).toEqual(['current', 1]);
    expect((await pass(store.serving(slow, () => {}))).snapshot.pointer.seq).toBe(1);
  });
});

describe('many cold requests at once', () => {
  const together = (store: Store, from: Copies) => pass(Promise.all(Array.from({ length: 50 }, () => request(store, from))));

  it('load the release once', async () => {
    await published();
    const all = await together(newStore(), copies);
    expect(new Set(all.map(({ state, seq }) => `${state} ${seq}`))).toEqual(new Set(['current 1']));
    expect(reads.filter((key) => key === POINTER_KEY)).toHaveLength(1);
  });

  it('count a failing KV as one failure, so that it is asked again after a minute or so', async () => {
    const store = newStore();
    const all = await together(store, failing('KV GET failed: 503'));
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['seed']));
    expect(reads).toEqual([POINTER_KEY]);
    await published();
    now += 76_000;
    await serve(store);
    expect((await serve(store)).state).toBe('current');
  });
});

describe('a warm isolate', () => {
  it('answers from memory while KV fails, says that it may be stale, and asks once a window', async () => {
    await published();
    const store = newStore();
    await serve(store);
    now += 61_000;
    reads = [];
    const broken = failing('KV GET failed: 503 Service Unavailable');
    expect((await serve(store, broken)).state).toBe('current');
    for (const _ of Array.from({ length: 20 })) expect((await serve(store, broken)).state).toBe('stale');
    expect(reads).toEqual([POINTER_KEY]);
  });

  it('is current again when KV is back', async () => {
    await published();
    const store = newStore();
    await serve(store);
    now += 61_000;
    await serve(store, failing('KV GET failed: 500'));
    now += 10 * 60_000;
    await serve(store);
    expect((await serve(store)).state).toBe('current');
  });

  it('does not wait for a KV that hangs, for a file that it has not read before either', async () => {
    await published();
    const store = newStore();
    await pass(store.serving(copies, () => {}));
    now += 61_000;
    const { state, waited } = await serve(store, hanging(3000));
    expect([state, waited]).toEqual(['current', 0]);
  });

  it('takes a new release live whole, without making anybody wait', async () => {
    await published();
    const store = newStore();
    const before = await serve(store);
    await publishLater('source\r\n');
    now += 61_000;
    const during = await serve(store, hanging(400));
    expect(during).toMatchObject({ seq: 1, text: before.text, waited: 0 });
    expect(await serve(store)).toMatchObject({ seq: 2, text: 'source\r\n', state: 'current' });
  });

  it.each(POINTERS)('keeps what it serves where the pointer %s, and says that it may be stale', async (_, text) => {
    await published();
    const store = newStore();
    await serve(store);
    if (text === undefined) inKv.delete(POINTER_KEY);
    else await kv.put(POINTER_KEY, text);
    now += 400_000;
    reads = [];
    expect(await serve(store)).toMatchObject({ release: RELEASED, waited: 0 });
    expect(await serve(store)).toMatchObject({ release: RELEASED, state: 'stale' });
    expect(reads.filter((key) => key === POINTER_KEY)).toHaveLength(1);
  });

  it('ignores a pointer that is older than its own', async () => {
    await published();
    const old = inKv.get(POINTER_KEY) ?? new Uint8Array();
    await publishLater('source\r\n');
    const store = newStore();
    await serve(store);
    inKv.set(POINTER_KEY, old);
    now += 61_000;
    await serve(store);
    expect((await serve(store)).seq).toBe(2);
  });

  it('keeps the whole old release until everything of the new one has arrived', async () => {
    await published();
    const store = newStore();
    await serve(store);
    const later = await publishLater('source\r\n');
    const missing = manifestKey(later.pointer.manifest);
    const bytes = inKv.get(missing) ?? new Uint8Array();
    inKv.delete(missing);
    now += 61_000;
    await serve(store);
    expect((await serve(store)).seq).toBe(1);
    inKv.set(missing, bytes);
    now += 10 * 60_000;
    await serve(store);
    expect((await serve(store)).seq).toBe(2);
  });

  it('never serves a cold file that KV has altered', async () => {
    const later = await publishLater('source\r\n');
    const { sha256 } = later.manifest.files.find(({ path }) => path === COLD) ?? { sha256: '' };
    await kv.put(blobKey(sha256), 'altered');
    await expect(serve(newStore())).rejects.toBeInstanceOf(UnavailableError);
  });

  it('never takes a file that no copy has for one that does not exist', async () => {
    const later = await publishLater('source\r\n');
    const { sha256 } = later.manifest.files.find(({ path }) => path === COLD) ?? { sha256: '' };
    inKv.delete(blobKey(sha256));
    await expect(serve(newStore())).rejects.toBeInstanceOf(UnavailableError);
  });
});
