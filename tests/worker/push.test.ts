import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { type Namespace, push } from '../../data/commands/push.ts';
import { blobKey, POINTER_KEY, pointerLogKey } from '../../data/keys.ts';
import { type Bundle, digest, toBundle } from '../../data/manifest.ts';
import { readBundle } from './published.ts';

let bundle: Bundle;
let other: Bundle;
const NOON = new Date('2026-05-04T12:00:00Z');

beforeEach(async () => {
  await reset();
  bundle = await readBundle();
  const bytes = new TextEncoder().encode('another\n');
  other = await toBundle({ id: '2026-05-05.1', released: '2026-05-05T00:00:00Z' }, [
    { path: '/observations.csv', type: 'text/csv', part: 'release', hot: true, bytes },
  ]);
});

const pointer = async () => JSON.parse((await env.RELEASES.get(POINTER_KEY)) ?? 'null');

/** KV that fails at its nth write. */
function failingAt(nth: number): Namespace {
  let writes = 0;
  return {
    get: (key, type) => env.RELEASES.get(key, type),
    list: (options) => env.RELEASES.list(options) as ReturnType<Namespace['list']>,
    put: (key, value) => (++writes === nth ? Promise.reject(new Error('KV PUT failed: 503')) : env.RELEASES.put(key, value)),
  };
}

it('writes everything, and a second time nothing', async () => {
  const first = await push(env.RELEASES, bundle, NOON);
  expect(first).toMatchObject({
    written: bundle.values.size - 1,
    pointer: { seq: 1, previous: null, published: '2026-05-04T12:00:00Z' },
  });
  expect(await push(env.RELEASES, bundle, NOON)).toEqual({ written: 0, pointer: first.pointer });
  for (const [key, bytes] of bundle.values) {
    if (key === POINTER_KEY) continue;
    expect(await digest(new Uint8Array((await env.RELEASES.get(key, 'arrayBuffer')) ?? new ArrayBuffer()))).toBe(
      await digest(bytes),
    );
  }
});

it('leaves the old release whole when it is interrupted anywhere, and a second push finishes the work', async () => {
  // The pointer's log comes on top of the blobs, the manifest and the pointer
  const steps = bundle.values.size + 1;
  for (const nth of [1, 2, steps - 2, steps - 1, steps]) {
    await reset();
    await push(env.RELEASES, other, NOON);
    await expect(push(failingAt(nth), bundle, NOON)).rejects.toThrow('503');
    expect((await pointer()).manifest).toBe(other.pointer.manifest);
    await push(env.RELEASES, bundle, NOON);
    expect((await pointer()).manifest).toBe(bundle.pointer.manifest);
  }
});

it('writes a blob again that is not what its name says', async () => {
  const key = blobKey(bundle.manifest.files[0]?.sha256 ?? '');
  await env.RELEASES.put(key, 'bad');
  await push(env.RELEASES, bundle, NOON);
  expect(key).toBe(blobKey(await digest(new Uint8Array((await env.RELEASES.get(key, 'arrayBuffer')) ?? new ArrayBuffer()))));
});

it('lets seq and the time of publishing grow, even with a clock that stands still', async () => {
  for (const [each, seq, published] of [
    [bundle, 1, '2026-05-04T12:00:00Z'],
    [other, 2, '2026-05-04T12:00:01Z'],
    [bundle, 3, '2026-05-04T12:00:02Z'],
  ] as const) {
    expect((await push(env.RELEASES, each, NOON)).pointer).toMatchObject({ seq, published });
    expect(await env.RELEASES.get(pointerLogKey(seq))).toBe(await env.RELEASES.get(POINTER_KEY));
  }
});

it('repairs a damaged pointer, with a seq above all that went before', async () => {
  await push(env.RELEASES, bundle, NOON);
  await push(env.RELEASES, other, NOON);
  await env.RELEASES.put(POINTER_KEY, '{');
  expect((await push(env.RELEASES, bundle, NOON)).pointer.seq).toBe(3);
});

it('stops when somebody else has moved the pointer meanwhile', async () => {
  let moved = false;
  const raced: Namespace = {
    get: (key, type) => env.RELEASES.get(key, type),
    list: (options) => env.RELEASES.list(options) as ReturnType<Namespace['list']>,
    async put(key, value) {
      await env.RELEASES.put(key, value);
      if (!moved) await push(env.RELEASES, other, NOON);
      moved = true;
    },
  };
  await expect(push(raced, bundle, NOON)).rejects.toThrow('Somebody else moved the pointer');
  expect((await pointer()).manifest).toBe(other.pointer.manifest);
});
