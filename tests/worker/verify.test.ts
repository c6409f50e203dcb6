import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { rollback } from '../../data/commands/rollback.ts';
import { type Released, verify } from '../../data/commands/verify.ts';
import { blobKey, manifestKey, POINTER_KEY } from '../../data/keys.ts';
import { type Bundle, digest, toBundle } from '../../data/manifest.ts';
import { csvOf, FIRST, firstRelease, frozenReleases, SECOND, secondRelease } from '../data/releases.fixture.ts';

const NOON = new Date('2026-05-06T12:00:00Z');
let second: Bundle;
let releases: Released[];

beforeEach(async () => {
  await reset();
  second = await secondRelease();
  releases = await frozenReleases();
  await push(env.RELEASES, await firstRelease(), NOON);
  await push(env.RELEASES, second, NOON);
});

const draft = () =>
  toBundle({ id: `${SECOND}+draft`, released: '2026-05-05T00:00:00Z' }, [
    {
      path: '/observations.csv',
      type: 'text/csv',
      part: 'release',
      hot: true,
      bytes: new TextEncoder().encode('value\r\n102\r\n'),
    },
  ]);

it('finds nothing where KV, git and the tables agree', async () => {
  expect(await verify(env.RELEASES, releases, second)).toEqual([]);
});

it.each([
  ['damaged', () => env.RELEASES.put(blobKey(digestOfFirst), 'damaged')],
  ['missing', () => env.RELEASES.delete(blobKey(digestOfFirst))],
])('names a file of an old release that is %s in KV', async (_, harm) => {
  digestOfFirst = await digest(csvOf(FIRST));
  await harm();
  expect(await verify(env.RELEASES, releases, second)).toEqual([
    {
      kind: 'failure',
      text: `/releases/${FIRST}/observations.csv: blob/${digestOfFirst} is missing or damaged in KV. Run npm run push, which writes it again.`,
    },
  ]);
});
let digestOfFirst = '';

it('goes on looking after a newer release when an older one is served', async () => {
  await rollback(env.RELEASES, FIRST, NOON);
  expect(await verify(env.RELEASES, releases, second)).toEqual([
    { kind: 'difference', text: `Pointer 3 serves ${FIRST}, not ${SECOND}, unlike what is built here.` },
  ]);
  const sha256 = await digest(csvOf(SECOND));
  await env.RELEASES.delete(blobKey(sha256));
  expect(await verify(env.RELEASES, releases, second)).toContainEqual({
    kind: 'failure',
    text: `/releases/${SECOND}/observations.csv: blob/${sha256} is missing or damaged in KV. Run npm run push, which writes it again.`,
  });
});

it.each([
  [
    'there is no pointer',
    () => env.RELEASES.delete(POINTER_KEY),
    'There is no pointer. Run npm run push, which writes it again.',
  ],
  [
    'the manifest is gone',
    () => env.RELEASES.delete(manifestKey(second.pointer.manifest)),
    `The manifest of ${SECOND}, which pointer 2 names, is missing or damaged. Run npm run push, which writes it again.`,
  ],
])('says that %s', async (_, harm, text) => {
  await harm();
  expect(await verify(env.RELEASES, releases, second)).toEqual([{ kind: 'failure', text }]);
});

it('fails where the newest release comes out of the tables with other bytes', async () => {
  const { sha256, size } = (await frozenReleases())[0]?.files[0] ?? { sha256: '', size: 0 };
  const rewritten = releases.map((release) =>
    release.id === SECOND ? { id: SECOND, files: [{ path: 'observations.csv', sha256, size }] } : release,
  );
  expect((await verify(env.RELEASES, rewritten, second)).map(({ text }) => text)).toEqual([
    `observations.csv of ${SECOND} comes out of the tables with other bytes than were frozen.`,
    `/releases/${SECOND}/observations.csv is not served with the bytes of data/releases/${SECOND}/observations.csv. Run npm run push, which writes it again.`,
    `/observations.csv is not served with the bytes of data/releases/${SECOND}/observations.csv. Run npm run push, which writes it again.`,
  ]);
});

it('tells a draft as a difference, and not as a failure of KV', async () => {
  expect(await verify(env.RELEASES, releases, await draft())).toEqual([
    {
      kind: 'difference',
      text: `The tables are not those of ${SECOND}: they build as ${SECOND}+draft, and other bytes come out for observations.csv. npm run release shows the changes.`,
    },
    { kind: 'difference', text: `Pointer 2 serves ${SECOND}, not ${SECOND}+draft, unlike what is built here.` },
  ]);
});
