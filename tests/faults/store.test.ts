import { mkdtempSync, rmdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { rollback } from '../../data/commands/rollback.ts';
import { blobKey, manifestKey, POINTER_KEY } from '../../data/keys.ts';
import type { Bundle } from '../../data/manifest.ts';
import { type Fault, type KvServer, startKv } from './kv-server.ts';
import { type Answer, ask } from './raw.ts';
import { built, later, sha256 } from './releases.ts';
import { CLOCK_PATH, type Isolate, startWorkerd, type WorkerdOptions } from './workerd.ts';

/**
 * The store in workerd itself, before a KV whose errors are the platform's own. Its states one by one are in
 * tests/store/states.test.ts: every invalid pointer, spoiled value and deadline. Two who publish at once in tests/worker/push.test.ts, and publishing that is
 * killed as a process in tests/publishing.
 */
const PATH = '/sources.csv';
const HANG_MS = 120_000;
const isLong = inject('extent') === 'all';
const WINDOW_MS = 61_000;
const PAST_EVERY_BACKOFF_MS = 400_000;

let first: Bundle;
let second: Bundle;
let kv: KvServer;
const isolates: Isolate[] = [];

beforeAll(async () => {
  first = await built();
  second = await later(first, '2027-01-01.1');
});
beforeEach(async () => {
  kv = await startKv();
});
afterEach(async () => {
  await Promise.all(isolates.splice(0).map((isolate) => isolate.stop()));
  await kv.stop();
});

const publish = (bundle = first) => push(kv.namespace, bundle, new Date('2026-11-25T00:00:00Z'));

async function cold(options: WorkerdOptions = { kv: kv.port }): Promise<Isolate> {
  const isolate = await startWorkerd(options);
  isolates.push(isolate);
  return isolate;
}

async function warm(): Promise<Isolate> {
  const isolate = await cold();
  expect(state(await ask(isolate.port, PATH))).toBe('current');
  kv.reads.length = 0;
  return isolate;
}

const pass = (isolate: Isolate, ms: number) => ask(isolate.port, `${CLOCK_PATH}?ms=${ms}`);
const state = (answer: Answer) => answer.header('release-state');
const logged = (isolate: Isolate, event: string) => isolate.logged().filter((line) => line.event === event);

/** Whole and right: the bytes that the release, and it alone, has at this path. */
function expectWhole(answer: Answer, bundle: Bundle, path = PATH): void {
  expect([answer.status, answer.header('release')]).toEqual([200, bundle.manifest.release]);
  expect(sha256(answer.body)).toBe(fileOf(bundle, path));
}

const fileOf = ({ manifest }: Bundle, path: string) => manifest.files.find((file) => file.path === path)?.sha256 ?? '';
const keysOf = (bundle: Bundle) => ({
  manifest: manifestKey(bundle.pointer.manifest),
  'hot blob': blobKey(fileOf(bundle, '/observations.csv')),
});

/** Asks until a release is served, since the work behind a request goes on after its answer. */
async function settled(isolate: Isolate, bundle: Bundle): Promise<Answer> {
  return vi.waitFor(
    async () => {
      const answer = await ask(isolate.port, PATH);
      expect([answer.header('release'), state(answer)]).toEqual([bundle.manifest.release, 'current']);
      return answer;
    },
    { timeout: HANG_MS },
  );
}

/** Waits until the Worker has logged an event, the work behind the last request. */
async function until(isolate: Isolate, event: string, times = 1): Promise<void> {
  await expect.poll(() => logged(isolate, event)).toHaveLength(times);
}

/** The state machine makes no difference between them: in npm test one status stands for all. */
const STATUSES = isLong ? [500, 503, 429, 403, 501] : [503];
const FAILURES: [what: string, fault: Fault, error: RegExp][] = [
  ...STATUSES.map((status): [string, Fault, RegExp] => [
    `KV answers ${status}`,
    { kind: 'status', status },
    new RegExp(`^Error: KV GET failed: ${status} `),
  ]),
  ['the connection is lost', { kind: 'lost' }, /^Error: Network connection lost\.$/],
];

describe.each(FAILURES)('where %s', (_, fault, error) => {
  it('a warm isolate answers from memory, with the same tag, and asks once in a window', async () => {
    await publish();
    const isolate = await warm();
    const before = await ask(isolate.port, PATH);
    kv.fault = () => fault;
    await pass(isolate, WINDOW_MS);
    for (let count = 0; count < 10; count += 1) {
      const answer = await ask(isolate.port, PATH);
      expectWhole(answer, first);
      expect(answer.header('etag')).toBe(before.header('etag'));
    }
    await until(isolate, 'refresh-failed');
    expect(state(await ask(isolate.port, PATH))).toBe('stale');
    expect(kv.reads).toEqual([POINTER_KEY]);
    expect(logged(isolate, 'refresh-failed')[0]?.error).toMatch(error);
  });

  it('a cold one answers from the seed, says so, delays nobody after it, and finds KV when it is back', async () => {
    kv.fault = () => fault;
    const isolate = await cold();
    const answer = await ask(isolate.port, PATH);
    expectWhole(answer, first);
    expect([state(answer), answer.header('cache-control')]).toEqual(['seed', 'public, max-age=30']);
    await ask(isolate.port, PATH);
    expect(kv.reads).toEqual([POINTER_KEY]);
    expect(logged(isolate, 'refresh-failed')[0]?.error).toMatch(error);
    kv.fault = () => ({ kind: 'none' });
    await publish(second);
    await pass(isolate, PAST_EVERY_BACKOFF_MS);
    expectWhole(await settled(isolate, second), second);
  });
});

describe.each<[what: string, fault: Fault]>([
  ['hangs', { kind: 'hang' }],
  ...(isLong ? [['is late by two seconds', { kind: 'late', ms: 2000 }] as [string, Fault]] : []),
])('where KV %s', (what, fault) => {
  it('a warm isolate lets nobody wait', async () => {
    await publish();
    const isolate = await warm();
    kv.fault = () => fault;
    await pass(isolate, WINDOW_MS);
    for (let count = 0; count < 5; count += 1) {
      const answer = await ask(isolate.port, PATH);
      expectWhole(answer, first);
    }
    expect(kv.reads).toEqual([POINTER_KEY]);
  });

  it('a cold one serves the seed at its deadline', async () => {
    await publish(second);
    kv.fault = (key) => (key === POINTER_KEY ? fault : { kind: 'none' });
    const isolate = await cold();
    const answers = await Promise.all([ask(isolate.port, PATH), ask(isolate.port, PATH), ask(isolate.port, PATH)]);
    for (const answer of answers) {
      expectWhole(answer, first);
      expect(state(answer)).toBe('seed');
      // The deadline is 800 ms; to the millisecond it is in tests/store/states.test.ts
      expect(answer.took).toBeGreaterThan(700);
    }
    // That it is given up after five seconds is in tests/store/states.test.ts too, where they take no time
    if (what === 'hangs' && !isLong) return;
    if (what === 'hangs') {
      await until(isolate, 'refresh-failed');
      kv.fault = () => ({ kind: 'none' });
      await pass(isolate, PAST_EVERY_BACKOFF_MS);
    }
    expectWhole(await settled(isolate, second), second);
  });
});

describe('a pointer', () => {
  const POINTERS: [what: string, text: string | undefined][] = [
    ['that is missing', undefined],
    ['that is half of JSON', '{'],
    ['in another encoding', '\uFFFE{'],
  ];

  it('that is no pointer changes nothing, warm, and is logged', async () => {
    await publish();
    const isolate = await warm();
    for (const [index, [what, text]] of POINTERS.entries()) {
      if (text === undefined) kv.values.delete(POINTER_KEY);
      else kv.values.set(POINTER_KEY, Buffer.from(text));
      await pass(isolate, PAST_EVERY_BACKOFF_MS);
      expectWhole(await ask(isolate.port, PATH), first);
      await until(isolate, 'refresh-failed', index + 1);
      const after = await ask(isolate.port, PATH);
      expectWhole(after, first);
      expect([what, state(after)]).toEqual([what, 'stale']);
    }
    expect(kv.reads).toEqual(POINTERS.map(() => POINTER_KEY));
  });

  it.each(['manifest', 'hot blob'] as const)(
    'whose %s has not arrived leaves the whole old release, until it has',
    async (part) => {
      await publish();
      const isolate = await warm();
      await publish(second);
      const key = keysOf(second)[part];
      const bytes = kv.values.get(key) ?? new Uint8Array();
      kv.values.delete(key);
      await pass(isolate, WINDOW_MS);
      await ask(isolate.port, PATH);
      await until(isolate, 'refresh-failed');
      expectWhole(await ask(isolate.port, PATH), first);
      kv.values.set(key, bytes);
      await pass(isolate, PAST_EVERY_BACKOFF_MS);
      expectWhole(await settled(isolate, second), second);
    },
  );
});

describe.each<[what: string, fault: Fault]>([
  ['flipped by a bit', { kind: 'spoil', spoil: (bytes) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1) }],
  // Given up after five seconds
  ...(isLong ? [['stalled in its middle', { kind: 'stall' }] as [string, Fault]] : []),
])('a value that is %s', (_, fault) => {
  // One that stalls is given up after five seconds, so that is not waited for twice
  const parts = fault.kind === 'stall' ? (['hot blob'] as const) : (['manifest', 'hot blob'] as const);
  it.each(parts)('as the %s of a new release goes live nowhere, warm or cold', async (part) => {
    await publish();
    const isolate = await warm();
    await publish(second);
    kv.fault = (key) => (key === keysOf(second)[part] ? fault : { kind: 'none' });
    await pass(isolate, WINDOW_MS);
    await ask(isolate.port, PATH);
    const other = await cold();
    const [warmer, colder] = await Promise.all([ask(isolate.port, PATH), ask(other.port, PATH)]);
    expectWhole(warmer, first);
    expectWhole(colder, first);
    expect(state(colder)).toBe('seed');
    await until(isolate, 'refresh-failed');
    expectWhole(await ask(isolate.port, '/observations.csv'), first, '/observations.csv');
    expect(state(await ask(isolate.port, PATH))).toBe('stale');
  });

  it('as a file that is read when it is asked for is a 503 that says when to come back, and served when it is whole', async () => {
    await publish(second);
    const key = blobKey(fileOf(second, PATH));
    kv.fault = (each) => (each === key ? fault : { kind: 'none' });
    const isolate = await cold();
    const answer = await ask(isolate.port, PATH);
    expect([answer.status, answer.header('retry-after'), answer.header('cache-control')]).toEqual([503, '60', 'no-store']);
    expect(answer.text).not.toContain(key.slice(5));
    kv.fault = () => ({ kind: 'none' });
    expectWhole(await ask(isolate.port, PATH), second);
  });
});

describe('where the seed is gone', () => {
  it('a cold isolate needs none when KV answers', async () => {
    await publish(second);
    const seed = mkdtempSync(join(tmpdir(), 'no-seed-'));
    const isolate = await cold({ kv: kv.port, seed });
    for (const path of [PATH, '/', '/observations.csv']) expectWhole(await ask(isolate.port, path), second, path);
    expect(logged(isolate, 'seed-failed').length + logged(isolate, 'seed-served').length).toBe(0);
    rmdirSync(seed);
  });
});

describe('a rollback', () => {
  it('and a roll forward give back the same bytes in one isolate, dated later each time', async () => {
    await publish();
    const isolate = await warm();
    const dates: number[] = [];
    const moves: [Bundle, () => Promise<unknown>][] = [
      [second, () => publish(second)],
      [first, () => rollback(kv.namespace, first.manifest.release, new Date('2026-11-25T00:00:00Z'))],
      [second, () => rollback(kv.namespace, second.manifest.release, new Date('2026-11-25T00:00:00Z'))],
    ];
    for (const [bundle, move] of moves) {
      await move();
      await pass(isolate, WINDOW_MS);
      const answer = await settled(isolate, bundle);
      expectWhole(answer, bundle);
      for (const path of ['/', '/observations.csv', '/facts.json', '/feed.atom', '/observations.parquet'])
        expectWhole(await ask(isolate.port, path), bundle, path);
      dates.push(Date.parse(answer.header('last-modified') ?? ''));
    }
    expect(dates).toEqual(dates.toSorted((a, b) => a - b));
    expect(new Set(dates).size).toBe(3);
  });
});

describe('publishing that was killed after any step', () => {
  it('shows readers the old release whole, or the new one', async () => {
    await publish();
    const isolate = await warm();
    const steps: [string, ArrayBuffer | string][] = [];
    const recording = {
      ...kv.namespace,
      put: async (key: string, value: ArrayBuffer | string) => {
        steps.push([key, value]);
        await kv.namespace.put(key, value);
      },
    };
    const before = new Map(kv.values);
    await push(recording, second, new Date('2026-11-25T00:00:00Z'));
    kv.values.clear();
    for (const [key, value] of before) kv.values.set(key, value);
    const seen: string[] = [];
    for (const [key, value] of steps) {
      await kv.namespace.put(key, value);
      await pass(isolate, PAST_EVERY_BACKOFF_MS);
      await ask(isolate.port, PATH);
      const fresh = key.startsWith('pointer/') || key.startsWith('manifest/') ? await cold() : undefined;
      const answer = await ask((fresh ?? isolate).port, PATH);
      seen.push(answer.header('release') ?? '');
      expectWhole(answer, answer.header('release') === first.manifest.release ? first : second);
    }
    expect(steps.length).toBeGreaterThan(20);
    expect(new Set(seen.slice(0, -2))).toEqual(new Set([first.manifest.release]));
    expect(seen).toContain(second.manifest.release);
    expectWhole(await settled(isolate, second), second);
  });
});

describe('where nothing is in KV', () => {
  it('because the namespace was wiped, the seed serves, /health says so, and publishing brings the same digests back', async () => {
    await publish();
    const before = await ask((await warm()).port, PATH);
    kv.values.clear();
    const isolate = await cold();
    expectWhole(await ask(isolate.port, PATH), first);
    const health = await ask(isolate.port, '/health');
    expect([health.status, JSON.parse(health.text)]).toMatchObject([200, { state: 'seed', seq: 0 }]);
    await publish();
    await pass(isolate, PAST_EVERY_BACKOFF_MS);
    const after = await settled(isolate, first);
    expect([after.header('etag'), sha256(after.body)]).toEqual([before.header('etag'), sha256(before.body)]);
  });

  it('because it is not bound, the seed serves', async () => {
    const isolate = await cold({});
    const answer = await ask(isolate.port, PATH);
    expectWhole(answer, first);
    expect(state(answer)).toBe('seed');
    expect(JSON.parse((await ask(isolate.port, '/health')).text)).toMatchObject({ state: 'seed' });
  });

  it('nor in the seed, every address that needs a release is a 503, never a 404', async () => {
    const seed = mkdtempSync(join(tmpdir(), 'no-seed-'));
    const isolate = await cold({ kv: kv.port, seed });
    for (const path of [PATH, '/', '/releases/2026-11-24.1/observations.csv', '/no-such-table.csv']) {
      const answer = await ask(isolate.port, path);
      expect([path, answer.status]).toEqual([path, path.startsWith('/no-') ? 404 : 503]);
      expect([answer.header('cache-control'), answer.header('access-control-allow-origin')]).toEqual(['no-store', '*']);
    }
    rmdirSync(seed);
  });
});

describe('a client that is gone', () => {
  it.each(['warm', 'cold'] as const)('during a refresh of a %s isolate does not stop it', async (temperature) => {
    await publish(temperature === 'warm' ? first : second);
    const isolate = temperature === 'warm' ? await warm() : await cold();
    await publish(second);
    kv.fault = () => ({ kind: 'late', ms: 300 });
    await pass(isolate, WINDOW_MS);
    kv.reads.length = 0;
    const socket = connect(isolate.port, '127.0.0.1');
    socket.write(`GET ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await expect.poll(() => kv.reads.length).toBe(1);
    socket.destroy();
    await expect.poll(() => logged(isolate, 'release-live').length).toBe(temperature === 'warm' ? 2 : 1);
    kv.fault = () => ({ kind: 'hang' });
    expectWhole(await ask(isolate.port, '/observations.csv'), second, '/observations.csv');
  });
});

describe('another version of the Worker', () => {
  it('that publishes a manifest of a shape unknown here leaves the old release', async () => {
    await publish();
    const isolate = await warm();
    const manifest = Buffer.from(JSON.stringify({ ...second.manifest, schema: 2 }));
    const pointer = { ...second.pointer, seq: 2, manifest: sha256(manifest) };
    kv.values.set(manifestKey(sha256(manifest)), manifest);
    kv.values.set(POINTER_KEY, Buffer.from(JSON.stringify(pointer)));
    await pass(isolate, WINDOW_MS);
    await ask(isolate.port, PATH);
    await until(isolate, 'refresh-failed');
    expectWhole(await ask(isolate.port, PATH), first);
    const answer = await ask((await cold()).port, PATH);
    expectWhole(answer, first);
    expect(state(answer)).toBe('seed');
  });
});

describe('a handler that throws', () => {
  it('is a 500 problem for everybody, uncached, that says nothing of ours; the log does', async () => {
    // A file that is what its digest says, and yet no JSON: the handler that parses it throws
    const broken = await later(first, '2027-02-01.1', (path) => (path === '/facts.json' ? 'secret of ours' : undefined));
    await publish(broken);
    const isolate = await cold();
    for (const path of ['/facts/total-2025.json', '/facts/total-2025', '/facts.json?ids=total-2025']) {
      const answer = await ask(isolate.port, path);
      expect(answer.status).toBe(500);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/problem+json; charset=utf-8',
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(JSON.parse(answer.text)).toEqual({
        type: '/problems#internal-error',
        status: 500,
        title: expect.any(String),
        detail: expect.any(String),
      });
      expect(answer.text).not.toMatch(/secret|JSON|token|worker\.js/i);
    }
    expect(logged(isolate, 'request-failed')[0]?.error).toMatch(/SyntaxError/);
    expectWhole(await ask(isolate.port, PATH), broken);
  });
});
