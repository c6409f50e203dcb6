import { createExecutionContext, reset, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { blobKey, manifestKey, POINTER_KEY } from '../../data/keys.ts';
import { type Bundle, toBundle } from '../../data/manifest.ts';
import { type Copies, type Copy, copiesIn } from '../../worker/copies.ts';
import type { Env } from '../../worker/env.ts';
import { Store, UnavailableError } from '../../worker/store.ts';
import { readBundle } from './published.ts';

let bundle: Bundle;
let now: number;
let copies: Copies;
let reads: string[];

/** KV as it is bound, with every read written down; `fault` may answer instead of it. */
function kvWith(fault: (key: string, read: Copy['read']) => Promise<Uint8Array | undefined>): Copies {
  const { kv, seed } = copiesIn(env);
  return {
    kv: {
      name: 'kv',
      read(key) {
        reads.push(key);
        return fault(key, kv.read);
      },
    },
    seed,
  };
}

const healthy = () => kvWith((key, read) => read(key));
const failing = (error: string) => kvWith(() => Promise.reject(new Error(error)));
const hanging = (ms: number) => kvWith((key, read) => scheduler.wait(ms).then(() => read(key)));

/** One request: what is served at once, with the work that goes on behind it awaited after. */
async function serve(store: Store, from = copies) {
  const background: Promise<void>[] = [];
  const started = performance.now();
  const serving = await store.serving(from, (work) => background.push(work));
  const { snapshot, state } = serving;
  const file = snapshot.files.get('/sources.csv');
  if (file === undefined) throw new Error('There is no /sources.csv.');
  const bytes = await store.read(from, serving, file);
  const waited = performance.now() - started;
  await Promise.all(background);
  return { state, seq: snapshot.pointer.seq, release: snapshot.pointer.release, text: new TextDecoder().decode(bytes), waited };
}

/** A later release whose sources are one line. */
async function publishLater(sources: string): Promise<Bundle> {
  const files = await Promise.all(
    bundle.manifest.files.map(async ({ path, type, part, hot, sha256 }) => {
      const bytes = path === '/sources.csv' ? new TextEncoder().encode(sources) : bundle.values.get(blobKey(sha256));
      return { path, type, part, hot, bytes: bytes ?? new Uint8Array() };
    }),
  );
  const later = await toBundle({ id: '2026-06-01.1', released: '2026-06-01T00:00:00Z' }, files);
  await push(env.RELEASES, later, new Date('2026-06-01T00:00:00Z'));
  return later;
}

beforeEach(async () => {
  await reset();
  bundle = await readBundle();
  reads = [];
  now = Date.parse('2026-05-05T00:00:00Z');
  copies = healthy();
});

const newStore = () => new Store(() => now);
const published = () => push(env.RELEASES, bundle, new Date('2026-05-04T00:00:00Z'));

describe('a cold isolate', () => {
  it('serves the release in KV', async () => {
    await published();
    expect(await serve(newStore())).toMatchObject({ state: 'current', seq: 1, release: bundle.manifest.release });
  });

  it('reads ten values at most before it answers', async () => {
    await published();
    const store = newStore();
    const background: Promise<void>[] = [];
    await store.serving(copies, (work) => background.push(work));
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
      expect(first.state).toBe('seed');
      expect(first.waited).toBeLessThan(400);
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
    expect(first.state).toBe('seed');
    // 800 ms is the deadline; a cold file must not wait for KV a second time
    expect(first.waited).toBeLessThan(1200);
    expect((await serve(store, slow)).state).toBe('current');
  });

  it.each([
    ['nothing', ''],
    ['half of JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['five kilobytes', JSON.stringify({ pad: 'x'.repeat(5000) })],
    ['a prototype', '{"__proto__":{"schema":1}}'],
    [
      'a seq beyond all numbers',
      '{"schema":1,"seq":1e400,"release":"2026-06-01.1","manifest":"x","previous":null,"published":"2026-06-01T00:00:00Z"}',
    ],
    [
      'a path for a manifest',
      '{"schema":1,"seq":9,"release":"2026-06-01.1","manifest":"../../x","previous":null,"published":"2026-06-01T00:00:00Z"}',
    ],
    ['a schema of the future', '{"schema":2,"seq":9}'],
  ])('serves the seed where the pointer is %s', async (_, text) => {
    await env.RELEASES.put(POINTER_KEY, text);
    expect((await serve(newStore())).state).toBe('seed');
  });

  it.each([
    ['flipped by a bit', (bytes: Uint8Array) => bytes.with(bytes.length >> 1, (bytes.at(bytes.length >> 1) ?? 0) ^ 1)],
    ['cut by a byte', (bytes: Uint8Array) => bytes.slice(0, -1)],
    ['empty', () => new Uint8Array()],
  ])('serves the seed where the manifest or a hot blob is %s', async (_, spoil) => {
    for (const file of ['manifest', '/observations.csv']) {
      await reset();
      await published();
      const sha256 = bundle.manifest.files.find(({ path }) => path === file)?.sha256 ?? '';
      const key = file === 'manifest' ? manifestKey(bundle.pointer.manifest) : blobKey(sha256);
      await env.RELEASES.put(key, spoil(bundle.values.get(key) ?? new Uint8Array()).buffer as ArrayBuffer);
      expect((await serve(newStore())).state).toBe('seed');
    }
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
    const first = await store.serving(slow, (work) => background.push(work));
    await Promise.all(background);
    expect([first.state, first.snapshot.pointer.seq]).toEqual(['current', 1]);
    expect((await store.serving(slow, (work) => background.push(work))).snapshot.pointer.seq).toBe(1);
  });
});

describe('many cold requests at once', () => {
  const together = async (store: Store, from: Copies) => Promise.all(Array.from({ length: 50 }, () => serve(store, from)));

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
    const background: Promise<void>[] = [];
    await store.serving(copies, (work) => background.push(work));
    await Promise.all(background);
    const { state, waited } = await serve(store, hanging(3000));
    expect(state).toBe('current');
    expect(waited).toBeLessThan(500);
  });

  it('takes a new release live whole, without making anybody wait', async () => {
    await published();
    const store = newStore();
    const before = await serve(store);
    await publishLater('source\r\n');
    now += 61_000;
    const during = await serve(store, hanging(400));
    expect(during).toMatchObject({ seq: 1, text: before.text });
    expect(during.waited).toBeLessThan(300);
    expect(await serve(store)).toMatchObject({ seq: 2, text: 'source\r\n', state: 'current' });
  });

  it('ignores a pointer that is older than its own', async () => {
    await published();
    const old = await env.RELEASES.get(POINTER_KEY, 'text');
    await publishLater('source\r\n');
    const store = newStore();
    await serve(store);
    await env.RELEASES.put(POINTER_KEY, old ?? '');
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
    const bytes = await env.RELEASES.get(missing, 'arrayBuffer');
    await env.RELEASES.delete(missing);
    now += 61_000;
    await serve(store);
    expect((await serve(store)).seq).toBe(1);
    await env.RELEASES.put(missing, bytes ?? '');
    now += 10 * 60_000;
    await serve(store);
    expect((await serve(store)).seq).toBe(2);
  });

  it('never serves a cold file that KV has altered', async () => {
    const later = await publishLater('source\r\n');
    const { sha256 } = later.manifest.files.find(({ path }) => path === '/sources.csv') ?? { sha256: '' };
    await env.RELEASES.put(blobKey(sha256), 'altered');
    await expect(serve(newStore())).rejects.toBeInstanceOf(UnavailableError);
  });

  it('never takes a file that no copy has for one that does not exist', async () => {
    const later = await publishLater('source\r\n');
    const { sha256 } = later.manifest.files.find(({ path }) => path === '/sources.csv') ?? { sha256: '' };
    await env.RELEASES.delete(blobKey(sha256));
    await expect(serve(newStore())).rejects.toBeInstanceOf(UnavailableError);
  });
});

describe('without any binding of KV', () => {
  it('the seed serves', async () => {
    const { SEED } = env;
    const unbound = copiesIn({ SEED } as Env);
    expect((await serve(newStore(), unbound)).state).toBe('seed');
  });
});

describe('the Worker without KV', () => {
  it('serves the seed with a short life and says so', async () => {
    const context = createExecutionContext();
    const response = await exports.default.fetch(new Request('https://xizang-trade.example/observations.csv'));
    await waitOnExecutionContext(context);
    expect([response.status, response.headers.get('Release-State'), response.headers.get('Cache-Control')]).toEqual([
      200,
      'seed',
      'public, max-age=30',
    ]);
    const health = await exports.default.fetch(new Request('https://xizang-trade.example/health'));
    expect(await health.json()).toMatchObject({ status: 'ok', state: 'seed', seq: 0, release: bundle.manifest.release });
  });
});
