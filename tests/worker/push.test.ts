import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Namespace, planPush, push } from '../../data/commands/push.ts';
import { rollback } from '../../data/commands/rollback.ts';
import { blobKey, POINTER_KEY, pointerLogKey } from '../../data/keys.ts';
import { type Bundle, digest, toBundle } from '../../data/manifest.ts';
import type { ServedFile } from '../../data/release.ts';
import { toIntegrity, toVersionFiles } from '../../data/versions.ts';
import { FIRST, firstRelease, SECOND, secondRelease } from '../data/releases.fixture.ts';

let bundle: Bundle;
let other: Bundle;
const NOON = new Date('2026-05-04T12:00:00Z');

beforeEach(async () => {
  await reset();
  bundle = await firstRelease();
  const bytes = new TextEncoder().encode('another\n');
  other = await toBundle({ id: '2026-05-05.1', released: '2026-05-05T00:00:00Z' }, [
    { path: '/observations.csv', type: 'text/csv', part: 'release', hot: true, bytes },
  ]);
});

const pointer = async () => JSON.parse((await env.RELEASES.get(POINTER_KEY)) ?? 'null');

const keys = async () => (await env.RELEASES.list()).keys.map(({ name }) => name);

const csv = (path: string, text: string): ServedFile => ({
  path,
  type: 'text/csv',
  part: 'release',
  hot: false,
  bytes: new TextEncoder().encode(text),
});

/** KV as it is bound, in parts that a test can replace. */
const passing = (): Namespace => ({
  get: (key, type) => env.RELEASES.get(key, type),
  list: (options) => env.RELEASES.list(options) as ReturnType<Namespace['list']>,
  put: (key, value) => env.RELEASES.put(key, value),
});

/** KV that fails at its nth write. */
function failingAt(nth: number): Namespace {
  let writes = 0;
  return {
    ...passing(),
    put: (key, value) => (++writes === nth ? Promise.reject(new Error('KV PUT failed: 503')) : env.RELEASES.put(key, value)),
  };
}

it('writes everything, and a second time nothing', async () => {
  const first = await push(env.RELEASES, bundle, NOON);
  expect(first).toMatchObject({
    written: bundle.values.size - 1,
    pointer: { seq: 1, previous: null, published: '2026-05-04T12:00:00Z' },
  });
  expect(await push(env.RELEASES, bundle, NOON)).toEqual({ written: 0, repaired: 0, pointer: first.pointer });
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
  expect(await planPush(env.RELEASES, bundle)).toMatchObject({ damaged: [key], moves: true });
  expect(await push(env.RELEASES, bundle, NOON)).toMatchObject({ repaired: 1 });
  expect(key).toBe(blobKey(await digest(new Uint8Array((await env.RELEASES.get(key, 'arrayBuffer')) ?? new ArrayBuffer()))));
});

/** The other one knows nothing of the releases that the real one serves: only `npm start` may show one after the other. */
const SHOWN = { replaceFrozen: true };

it('lets seq and the time of publishing grow, even with a clock that stands still', async () => {
  for (const [each, seq, published] of [
    [bundle, 1, '2026-05-04T12:00:00Z'],
    [other, 2, '2026-05-04T12:00:01Z'],
    [bundle, 3, '2026-05-04T12:00:02Z'],
  ] as const) {
    expect((await push(env.RELEASES, each, NOON, SHOWN)).pointer).toMatchObject({ seq, published });
    expect(await env.RELEASES.get(pointerLogKey(seq))).toBe(await env.RELEASES.get(POINTER_KEY));
  }
});

it('repairs a damaged pointer, with a seq above all that went before', async () => {
  await push(env.RELEASES, bundle, NOON, SHOWN);
  await push(env.RELEASES, other, NOON, SHOWN);
  await env.RELEASES.put(POINTER_KEY, '{');
  expect((await push(env.RELEASES, bundle, NOON, SHOWN)).pointer.seq).toBe(3);
});

it('goes on from the last seq that can be, after one that nothing could follow', async () => {
  await push(env.RELEASES, bundle, NOON, SHOWN);
  const huge = { ...(await pointer()), seq: Number.MAX_SAFE_INTEGER };
  await env.RELEASES.put(POINTER_KEY, JSON.stringify(huge));
  await env.RELEASES.put(pointerLogKey(huge.seq), JSON.stringify(huge));
  expect((await push(env.RELEASES, other, NOON, SHOWN)).pointer.seq).toBe(2);
});

it('stops when somebody else has moved the pointer meanwhile', async () => {
  let moved = false;
  const raced: Namespace = {
    ...passing(),
    async put(key, value) {
      await env.RELEASES.put(key, value);
      if (!moved) await push(env.RELEASES, other, NOON);
      moved = true;
    },
  };
  await expect(push(raced, bundle, NOON)).rejects.toThrow('Somebody else moved the pointer');
  expect((await pointer()).manifest).toBe(other.pointer.manifest);
});

it('protects the files of a release that was rolled back', async () => {
  await push(env.RELEASES, await firstRelease(), NOON);
  await push(env.RELEASES, await secondRelease(), NOON);
  await rollback(env.RELEASES, FIRST, NOON);
  const frozen = (bytes: string) => ({
    path: `/releases/${SECOND}/observations.csv`,
    type: 'text/csv',
    part: 'release' as const,
    hot: false,
    bytes: new TextEncoder().encode(bytes),
  });
  const third = (files: ReturnType<typeof frozen>[]) =>
    toBundle({ id: '2026-05-09.1', released: '2026-05-09T00:00:00Z' }, [
      { ...frozen('value\r\n100\r\n'), path: `/releases/${FIRST}/observations.csv` },
      ...files,
    ]);
  await expect(push(env.RELEASES, await third([]), NOON)).rejects.toThrow(
    `/releases/${SECOND}/observations.csv was published in ${SECOND}, and is missing.`,
  );
  await expect(push(env.RELEASES, await third([frozen('value\r\n102\r\n')]), NOON)).rejects.toThrow('with other bytes');
  expect((await push(env.RELEASES, await third([frozen('value\r\n101\r\n')]), NOON)).pointer.release).toBe('2026-05-09.1');
});

it('protects the files of a version of the element from the day on which it was frozen', async () => {
  const element = async (script: string, frozen: string | null) => {
    const files = { 'xizang-trade.js': script, 'xizang-trade.css': 'p{}' };
    const release = { id: '2026-05-09.1', released: '2026-05-09T00:00:00Z' };
    return toBundle(release, toVersionFiles([{ version: '1.0.0', frozen, files, integrity: await toIntegrity(files) }]));
  };
  await push(env.RELEASES, await element('a', null), NOON);
  await push(env.RELEASES, await element('b', null), NOON);
  await push(env.RELEASES, await element('b', '2026-05-09'), NOON);
  await expect(push(env.RELEASES, await element('c', '2026-05-09'), NOON)).rejects.toThrow(
    /^\/v1\.0\.0\/xizang-trade\.js was published in 2026-05-09\.1 with other bytes \(SHA-256 \w{64}\)\.\n/,
  );
  await expect(push(env.RELEASES, await element('c', null), NOON)).rejects.toThrow('/v1.0.0/xizang-trade.js was published');
  expect((await push(env.RELEASES, await element('b', '2026-05-09'), NOON)).written).toBe(0);
});

it('restores the same values under the same keys when the namespace was wiped', async () => {
  await push(env.RELEASES, await secondRelease(), NOON);
  const before = await keys();
  await reset();
  await push(env.RELEASES, await secondRelease(), NOON);
  expect(await keys()).toEqual(before);
});

it('lets two at once publish the same, and the later one does nothing', async () => {
  const both = await Promise.all([push(env.RELEASES, other, NOON), push(env.RELEASES, other, NOON)]);
  expect(both.map(({ pointer }) => pointer.manifest)).toEqual([other.pointer.manifest, other.pointer.manifest]);
  expect((await pointer()).manifest).toBe(other.pointer.manifest);
});

it('says what it would write, and writes nothing', async () => {
  await push(env.RELEASES, await firstRelease(), NOON);
  const before = await keys();
  const second = await secondRelease();
  const { missing, damaged, moves } = await planPush(env.RELEASES, second);
  expect({ damaged, moves }).toEqual({ damaged: [], moves: true });
  // The table of 101 yuan and the page are new, under two addresses and one; the table of 100 yuan and the picture are there
  const of = (path: string) => blobKey(second.manifest.files.find((file) => file.path === path)?.sha256 ?? '');
  expect(missing.toSorted()).toEqual([of('/observations.csv'), of('/'), `manifest/${second.pointer.manifest}`].toSorted());
  expect(await keys()).toEqual(before);
});

it('reports how many bytes are verified, up to all of them', async () => {
  const seen: [number, number][] = [];
  await push(env.RELEASES, await firstRelease(), NOON, { progress: (done, total) => seen.push([done, total]) });
  const again: [number, number][] = [];
  await push(env.RELEASES, await firstRelease(), NOON, { progress: (done, total) => again.push([done, total]) });
  for (const steps of [seen, again]) {
    const [done, total] = steps.at(-1) ?? [];
    expect(done).toBe(total);
    expect(steps).toEqual(steps.toSorted(([a], [b]) => a - b));
  }
});

it('waits for an edge that goes on showing the old pointer, and does not take it for somebody else’s', async () => {
  await push(env.RELEASES, await firstRelease(), NOON);
  const old = await env.RELEASES.get(POINTER_KEY, 'arrayBuffer');
  let stale = 0;
  const lagging: Namespace = {
    ...passing(),
    get: (key, type) => (key === POINTER_KEY && stale-- > 0 ? Promise.resolve(old) : env.RELEASES.get(key, type)),
    async put(key, value) {
      await env.RELEASES.put(key, value);
      if (key === POINTER_KEY) stale = 2;
    },
  };
  const { pointer } = await push(lagging, await secondRelease(), NOON, { waits: [1, 1] });
  expect(pointer).toMatchObject({ seq: 2, release: SECOND });
  await expect(push(lagging, await secondRelease('three'), NOON, { waits: [1] })).rejects.toThrow(
    'Pointer 3 was written, but KV still gives out an older one. Run the command again in a minute: it only looks.',
  );
});

it('does not go live while KV gives back other bytes than were written', async () => {
  await push(env.RELEASES, await firstRelease(), NOON);
  const corrupting: Namespace = {
    ...passing(),
    put: (key, value) => env.RELEASES.put(key, key.startsWith('blob/') ? 'other bytes' : value),
  };
  await expect(push(corrupting, await secondRelease(), NOON, { waits: [1] })).rejects.toThrow(
    /^KV gave back other bytes for blob/,
  );
  expect(await pointer()).toMatchObject({ seq: 1, release: FIRST });
});

it('writes an old release again without serving it, so that it can be rolled back to', async () => {
  const first = await firstRelease();
  await push(env.RELEASES, first, NOON);
  const { pointer: served } = await push(env.RELEASES, await secondRelease(), NOON);
  const page = blobKey(first.manifest.files.find(({ path }) => path === '/')?.sha256 ?? '');
  await env.RELEASES.put(page, 'damaged');
  expect(await push(env.RELEASES, first, NOON, { keepPointer: true })).toEqual({ written: 1, repaired: 1, pointer: served });
  expect(await pointer()).toEqual(served);
});

describe('a release that was published', () => {
  beforeEach(() => push(env.RELEASES, bundleOfFirst, NOON));
  let bundleOfFirst: Bundle;
  beforeAll(async () => {
    bundleOfFirst = await firstRelease();
  });

  it('takes other pages', async () => {
    expect((await push(env.RELEASES, await firstRelease('one, set anew'), NOON)).pointer).toMatchObject({
      seq: 2,
      release: FIRST,
    });
  });

  it.each([
    ['other bytes', 'changed', `/observations.csv was published in ${FIRST} with other bytes`],
    ['one file less', undefined, `/observations.csv was published in ${FIRST}, and is missing.`],
  ])('refuses %s, naming the file, also when another is served', async (_, text, message) => {
    const files = text === undefined ? [] : [csv('/observations.csv', text)];
    const changed = await toBundle({ id: FIRST, released: '2026-05-04T00:00:00Z' }, files);
    for (const release of [bundleOfFirst, await secondRelease()]) {
      await push(env.RELEASES, release, NOON);
      const before = await keys();
      await expect(push(env.RELEASES, changed, NOON)).rejects.toThrow(message);
      await expect(planPush(env.RELEASES, changed)).rejects.toThrow('A published file is never changed');
      expect(await keys()).toEqual(before);
    }
  });

  it('refuses a file more', async () => {
    const { manifest, values } = bundleOfFirst;
    const files = manifest.files.map((file) => ({ ...file, bytes: values.get(blobKey(file.sha256)) ?? new Uint8Array() }));
    const more = await toBundle({ id: FIRST, released: '2026-05-04T00:00:00Z' }, [...files, csv('/claims.csv', 'claim')]);
    await expect(push(env.RELEASES, more, NOON)).rejects.toThrow(`/claims.csv was not in ${FIRST} when it was published.`);
  });

  it('keeps its frozen addresses in the next release', async () => {
    const altered = await secondRelease('two', new TextEncoder().encode('value\r\n99\r\n'));
    await expect(push(env.RELEASES, altered, NOON)).rejects.toThrow(
      `/releases/${FIRST}/observations.csv was published in ${FIRST} with`,
    );
    expect((await push(env.RELEASES, await secondRelease(), NOON)).pointer.release).toBe(SECOND);
  });

  it('is replaced by npm start alone, which shows any state of the tables', async () => {
    const changed = await toBundle({ id: FIRST, released: '2026-05-04T00:00:00Z' }, [csv('/observations.csv', 'changed')]);
    expect((await push(env.RELEASES, changed, NOON, { replaceFrozen: true })).pointer.seq).toBe(2);
  });
});
