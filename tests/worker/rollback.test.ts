import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { rollback } from '../../data/commands/rollback.ts';
import { blobKey, manifestKey, POINTER_KEY } from '../../data/keys.ts';
import { digest } from '../../data/manifest.ts';
import { copiesIn } from '../../worker/copies.ts';
import { Store } from '../../worker/store.ts';
import { FIRST, firstRelease, SECOND, secondRelease } from '../data/releases.fixture.ts';

const NOON = new Date('2026-05-06T12:00:00Z');
const pointer = async () => JSON.parse((await env.RELEASES.get(POINTER_KEY)) ?? 'null');
const keys = async () => (await env.RELEASES.list()).keys.map(({ name }) => name);

beforeEach(async () => {
  await reset();
  await push(env.RELEASES, await firstRelease(), NOON);
  await push(env.RELEASES, await secondRelease(), NOON);
});

let now = Date.parse('2026-05-07T00:00:00Z');

/** What a Worker serves a minute later: its release, its seq, and the SHA-256 of every file. */
async function servedBy(store: Store) {
  now += 61_000;
  const copies = copiesIn(env);
  const background: Promise<void>[] = [];
  await store.serving(copies, (work) => background.push(work));
  await Promise.all(background);
  const serving = await store.serving(copies, () => undefined);
  const files: Record<string, string> = {};
  for (const file of serving.snapshot.manifest.files) files[file.path] = await digest(await store.read(copies, serving, file));
  return { state: serving.state, release: serving.snapshot.pointer.release, seq: serving.snapshot.pointer.seq, files };
}

it('serves byte-identical files back and forward, in an isolate that saw all of it and in a cold one', async () => {
  const warm = new Store(() => now);
  const second = await servedBy(warm);
  expect(second).toMatchObject({ state: 'current', release: SECOND, seq: 2 });

  await rollback(env.RELEASES, FIRST, NOON);
  const first = await firstRelease();
  for (const store of [warm, new Store(() => now)]) {
    const back = await servedBy(store);
    expect(back).toMatchObject({ state: 'current', release: FIRST, seq: 3 });
    expect(back.files).toEqual(Object.fromEntries(first.manifest.files.map(({ path, sha256 }) => [path, sha256])));
  }

  await rollback(env.RELEASES, SECOND, NOON);
  for (const store of [warm, new Store(() => now)]) {
    expect(await servedBy(store)).toEqual({ ...second, seq: 4 });
  }
});

it('writes the pointer and its log, and nothing else', async () => {
  const before = await keys();
  const { pointer: moved } = await rollback(env.RELEASES, FIRST, NOON);
  expect((await keys()).filter((key) => !before.includes(key))).toEqual(['pointer/log/3']);
  expect(await pointer()).toEqual(moved);
  expect(moved).toEqual({
    schema: 1,
    seq: 3,
    release: FIRST,
    manifest: (await firstRelease()).pointer.manifest,
    previous: (await secondRelease()).pointer.manifest,
    // Two pushes and a rollback at the same noon: the time of publishing grows all the same
    published: '2026-05-06T12:00:02Z',
  });
});

it('takes the newest manifest of a release, with the pages that were set last', async () => {
  await rollback(env.RELEASES, FIRST, NOON);
  const anew = await firstRelease('one, set anew');
  await push(env.RELEASES, anew, NOON, { replaceFrozen: true });
  await rollback(env.RELEASES, SECOND, NOON);
  expect((await rollback(env.RELEASES, FIRST, NOON)).pointer).toMatchObject({ seq: 6, manifest: anew.pointer.manifest });
});

it('says of what is served already that it is, and writes nothing', async () => {
  const before = await keys();
  expect(await rollback(env.RELEASES, SECOND, NOON)).toMatchObject({ moved: false, pointer: { seq: 2 } });
  expect(await keys()).toEqual(before);
});

it('says which releases there are when it does not know one', async () => {
  await expect(rollback(env.RELEASES, '2026-01-01.1', NOON)).rejects.toThrow(
    `Release "2026-01-01.1" was never published here. There is ${FIRST}, ${SECOND}.`,
  );
  await reset();
  await expect(rollback(env.RELEASES, FIRST, NOON)).rejects.toThrow('Nothing was ever published here');
});

it.each([
  ['a file', async () => blobKey((await firstRelease()).manifest.files.find(({ path }) => path === '/')?.sha256 ?? ''), '/ of'],
  ['the manifest', async () => manifestKey((await firstRelease()).pointer.manifest), 'The manifest of'],
])('does not go live where %s is damaged, and says how to repair it', async (_, keyOf, message) => {
  await env.RELEASES.put(await keyOf(), 'damaged');
  await expect(rollback(env.RELEASES, FIRST, NOON)).rejects.toThrow(message);
  expect(await pointer()).toMatchObject({ seq: 2, release: SECOND });
  await push(env.RELEASES, await firstRelease(), NOON, { keepPointer: true });
  expect(await rollback(env.RELEASES, FIRST, NOON)).toMatchObject({ moved: true });
});
