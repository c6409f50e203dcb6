import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { POINTER_KEY } from '../../data/keys.ts';
import { type KvServer, startKv } from './kv-server.ts';
import { ask } from './raw.ts';
import { built, later } from './releases.ts';
import { CLOCK_PATH, type Isolate, startWorkerd } from './workerd.ts';

/** One isolate from its first request on: what it says of itself at each step, and what it logged until then. */
describe('whoever watches an isolate', () => {
  let kv: KvServer;
  let worker: Isolate;
  let release = '';
  beforeAll(async () => {
    kv = await startKv();
    const bundle = await built();
    release = bundle.manifest.release;
    await push(kv.namespace, bundle, new Date('2026-11-25T00:00:00Z'));
    worker = await startWorkerd({ kv: kv.port });
  });
  afterAll(async () => void (await Promise.all([worker.stop(), kv.stop()])));

  const health = async () => JSON.parse((await ask(worker.port, '/health')).text);
  const count = (event: string) => worker.logged().filter((line) => line.event === event).length;

  /** Ten minutes pass, and a request makes the isolate look into KV; waits until it has logged what came of it. */
  async function look(event: string): Promise<void> {
    const before = count(event);
    await ask(worker.port, `${CLOCK_PATH}?ms=600000`);
    await ask(worker.port, '/facts.json');
    await expect.poll(() => count(event)).toBeGreaterThan(before);
    expect(worker.logged()).toContainEqual(expect.objectContaining({ event }));
  }

  it('learns that a release went live', async () => {
    expect(await health()).toEqual({
      status: 'ok',
      state: 'current',
      release,
      seq: 1,
      published: '2026-11-25T00:00:00Z',
      age_seconds: expect.any(Number),
      source: null,
      last_look: { outcome: 'live', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), failures: 0 },
    });
    expect(worker.logged()).toContainEqual({ event: 'release-live', level: 'info', release, seq: 1 });
  });

  it('learns where the bytes of the last file came from', async () => {
    await ask(worker.port, '/facts.json');
    expect((await health()).source).toBe('memory');
    await ask(worker.port, '/sources.csv');
    expect((await health()).source).toBe('seed');
    await ask(worker.port, '/sources.csv');
    expect((await health()).source).toBe('memory');
  });

  it('learns that nothing is new', async () => {
    await look('release-unchanged');
    expect((await health()).last_look).toMatchObject({ outcome: 'unchanged', failures: 0 });
  });

  it('learns that KV fails, with its own words, and how often', async () => {
    kv.fault = () => ({ kind: 'status', status: 503 });
    await look('refresh-failed');
    await look('refresh-failed');
    expect(await health()).toMatchObject({ state: 'stale', release, last_look: { outcome: 'failed', failures: 2 } });
    expect(worker.logged().filter(({ event }) => event === 'refresh-failed')).toEqual([
      { event: 'refresh-failed', level: 'error', failures: 1, error: expect.stringContaining('KV GET failed: 503') },
      { event: 'refresh-failed', level: 'error', failures: 2, error: expect.stringContaining('KV GET failed: 503') },
    ]);
    expect((await ask(worker.port, '/facts.json')).header('server-timing')).toBe('store;desc="stale"');
  });

  it('learns of a newer release, and of an edge that shows the pointer before', async () => {
    kv.fault = () => ({ kind: 'none' });
    const old = kv.values.get(POINTER_KEY) ?? new Uint8Array();
    await push(kv.namespace, await later(await built(), '2027-01-01.1'), new Date('2027-01-01T00:00:00Z'), {
      replaceFrozen: true,
    });
    await look('release-live');
    expect(await health()).toMatchObject({ state: 'current', release: '2027-01-01.1', seq: 2, last_look: { outcome: 'live' } });
    kv.values.set(POINTER_KEY, old);
    await look('pointer-older');
    expect(await health()).toMatchObject({ state: 'current', seq: 2, last_look: { outcome: 'older' } });
    expect(worker.logged()).toContainEqual({ event: 'pointer-older', level: 'warn', seq: 1, served: 2 });
  });
});

it('an isolate without KV says that the seed serves', async () => {
  const worker = await startWorkerd({});
  const answer = await ask(worker.port, '/observations.csv');
  expect([answer.header('release-state'), answer.header('server-timing')]).toEqual(['seed', 'store;desc="seed"']);
  const { release } = JSON.parse((await ask(worker.port, '/health')).text);
  expect(worker.logged()).toContainEqual({ event: 'seed-served', level: 'warn', release });
  await worker.stop();
});
