import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { type Bundle, toBundle } from '../../data/manifest.ts';
import { toPublication } from '../../data/publication.ts';
import { copiesIn } from '../../worker/copies.ts';
import { Store } from '../../worker/store.ts';
import { claimLine, issuesOf, linesOf, type tables } from '../data/fixture.ts';
import { ASSETS, computed, releasesOf } from '../data/frozen.fixture.ts';

/** The steps of CONTRIBUTING, *Add a figure in five minutes*, on the smallest dataset: exports of 60 yuan, out of 100. */
const CLAIMS = [...linesOf('claims.csv'), claimLine({ claim: 'c3', flow: 'export', value: '60' })];
const FACTS = [...linesOf('facts.csv'), 'exports-2024,totals,,goods-trade_2024_xizang_world_export_operator-location_cny,,'];
const NOON = new Date('2026-05-05T12:00:00Z');

beforeEach(() => reset());

/** What is published after releases of the smallest dataset with these changes, one after the other. */
async function publicationOf(...steps: Parameters<typeof tables>[0][]): Promise<Bundle> {
  const releases = await releasesOf(...steps);
  const { dataset, computed: follows } = computed(steps.at(-1));
  const { release, files } = await toPublication(dataset, follows, releases, ASSETS);
  return toBundle(
    release,
    files,
    releases.map((each) => each.release),
  );
}

/** A file as a cold isolate serves it from KV. */
async function read(path: string): Promise<string> {
  const store = new Store();
  const copies = copiesIn(env);
  const background: Promise<void>[] = [];
  const serving = await store.serving(copies, (work) => background.push(work));
  await Promise.all(background);
  const file = serving.snapshot.files.get(path);
  if (file === undefined) throw new Error(`${path} is not served.`);
  return new TextDecoder().decode(await store.read(copies, serving, file));
}

it('a claim that is added to the tables is read from the Worker and from the feed once it is pushed', async () => {
  await push(env.RELEASES, await publicationOf({}), NOON);
  expect(await read('/observations.csv')).not.toContain('_export_');
  expect(await read('/feed.atom')).not.toContain('exports-2024');

  await push(env.RELEASES, await publicationOf({}, { 'claims.csv': CLAIMS, 'facts.csv': FACTS }), NOON);
  const [row] = (await read('/observations.csv')).split('\r\n').filter((line) => line.includes('2024_xizang_world_export_'));
  // Printed as 60 with its last digit in the tens: from 55 up to, but not including, 70
  expect(row).toContain(',60,10,55,70,CNY,');
  expect(JSON.parse(await read('/claims.json')).claims.map(({ claim }: { claim: string }) => claim)).toContain('c3');
  expect(JSON.parse(await read('/changes.json')).changes).toEqual([
    expect.objectContaining({ class: 'added', new_value: 60, claims: ['c3'], reason: 'Claim c3 (daily-2025) is new.' }),
  ]);
  expect(await read('/feed.atom')).toContain('<title>Added: Xizang’s goods exports, 2024: 60 yuan</title>');
  expect(await read('/releases/2025-05-01.1/observations.csv')).not.toContain('_export_');
});

it('a claim with a slip of the pen is named with its line, and nothing is built', () => {
  const slipped = CLAIMS.map((line) => line.replace(',60,', ',6O,'));
  expect(issuesOf({ 'claims.csv': slipped, 'facts.csv': FACTS })).toMatchObject([{ file: 'claims.csv', line: 4 }]);
});
