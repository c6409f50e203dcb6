import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { findUnnamed, prune } from '../../data/commands/prune.ts';
import { push } from '../../data/commands/push.ts';
import { rollback } from '../../data/commands/rollback.ts';
import { manifestKey, pointerLogKey } from '../../data/keys.ts';
import { FIRST, firstRelease, SECOND, secondRelease } from '../data/releases.fixture.ts';

const NOON = new Date('2026-05-06T12:00:00Z');
const LEFT = [`blob/${'a'.repeat(64)}`, `manifest/${'b'.repeat(64)}`];

beforeEach(async () => {
  await reset();
  await push(env.RELEASES, await firstRelease(), NOON);
  await push(env.RELEASES, await secondRelease(), NOON);
});

it('finds nothing where every blob belongs to a release that was published', async () => {
  expect(await findUnnamed(env.RELEASES)).toEqual([]);
  await rollback(env.RELEASES, FIRST, NOON);
  expect(await findUnnamed(env.RELEASES)).toEqual([]);
});

it('lists what an interrupted push left, and deletes that and no more', async () => {
  for (const key of LEFT) await env.RELEASES.put(key, 'left');
  const found = await findUnnamed(env.RELEASES);
  expect(found).toEqual(LEFT);
  expect(await prune(env.RELEASES, found)).toEqual(LEFT);
  expect(await findUnnamed(env.RELEASES)).toEqual([]);
  expect((await rollback(env.RELEASES, FIRST, NOON)).moved).toBe(true);
  expect((await rollback(env.RELEASES, SECOND, NOON)).moved).toBe(true);
});

it('keeps what somebody has published between the list and the deletion', async () => {
  const third = await secondRelease('three');
  const key = manifestKey(third.pointer.manifest);
  await env.RELEASES.put(key, third.values.get(key)?.slice().buffer ?? '');
  const found = await findUnnamed(env.RELEASES);
  expect(found).toEqual([key]);
  await push(env.RELEASES, third, NOON);
  expect(await prune(env.RELEASES, found)).toEqual([]);
});

it('stops where a manifest cannot be read, for nobody knows what it names', async () => {
  await env.RELEASES.put(manifestKey((await firstRelease()).pointer.manifest), 'damaged');
  await expect(findUnnamed(env.RELEASES)).rejects.toThrow(`The manifest of ${FIRST} is missing or damaged`);
});

it('stops where a pointer in the log is damaged, for nobody knows what it names', async () => {
  await env.RELEASES.put(pointerLogKey(1), '{');
  await expect(findUnnamed(env.RELEASES)).rejects.toThrow('pointer/log/1 is damaged');
});
