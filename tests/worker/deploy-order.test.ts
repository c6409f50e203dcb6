import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { manifestKey, POINTER_KEY } from '../../data/keys.ts';
import { digest } from '../../data/manifest.ts';
import { copiesIn } from '../../worker/copies.ts';
import { Store } from '../../worker/store.ts';
import { FIRST, firstRelease } from '../data/releases.fixture.ts';
import { readBundle } from './published.ts';

/** What edges see while a release is pushed and the Worker is deployed: each side at its own time. */
const NOON = new Date('2026-05-06T12:00:00Z');
let now = Date.parse('2026-05-07T00:00:00Z');
beforeEach(() => reset());

async function servedBy(store: Store): Promise<{ state: string; release: string; seq: number }> {
  now += 61_000;
  const background: Promise<void>[] = [];
  await store.serving(copiesIn(env), (work) => background.push(work));
  await Promise.all(background);
  const { state, snapshot } = await store.serving(copiesIn(env), () => undefined);
  return { state, release: snapshot.pointer.release, seq: snapshot.pointer.seq };
}

it('a Worker that is deployed before its edge sees the new pointer serves the older release in KV, not its seed', async () => {
  await push(env.RELEASES, await firstRelease(), NOON);
  const { manifest } = await readBundle();
  expect(manifest.release).not.toBe(FIRST);
  expect(await servedBy(new Store(() => now))).toEqual({ state: 'current', release: FIRST, seq: 1 });
});

it('a Worker that does not know the shape of a newer manifest keeps its release, or begins with its seed', async () => {
  await push(env.RELEASES, await firstRelease(), NOON);
  const old = new Store(() => now);
  expect(await servedBy(old)).toMatchObject({ release: FIRST });

  const bytes = new TextEncoder().encode(JSON.stringify({ schema: 3, release: '2026-05-06.1' }));
  const sha256 = await digest(bytes);
  const pointer = {
    schema: 1,
    seq: 2,
    release: '2026-05-06.1',
    manifest: sha256,
    previous: null,
    published: '2026-05-06T13:00:00Z',
  };
  await env.RELEASES.put(manifestKey(sha256), bytes);
  await env.RELEASES.put(POINTER_KEY, JSON.stringify(pointer));
  expect(await servedBy(old)).toEqual({ state: 'stale', release: FIRST, seq: 1 });
  expect(await servedBy(new Store(() => now))).toMatchObject({ state: 'seed', seq: 0 });
});
