import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { compute } from '../../data/compute.ts';
import { type Bundle, toBundle } from '../../data/manifest.ts';
import { toPackages } from '../../data/packages.ts';
import { toReleaseFiles } from '../../data/release.ts';
import { toSiteFiles } from '../../data/site.ts';
import { copiesIn } from '../../worker/copies.ts';
import { Store } from '../../worker/store.ts';
import { claimLine, issuesOf, linesOf, tables } from '../data/fixture.ts';

/** The steps of CONTRIBUTING, *Add a figure in five minutes*, on the smallest dataset: exports of 60 yuan, out of 100. */
const CLAIMS = [...linesOf('claims.csv'), claimLine({ claim: 'c3', flow: 'export', value: '60' })];
const FACTS = [...linesOf('facts.csv'), 'exports-2024,totals,,goods-trade_2024_xizang_world_export_operator-location_cny,,'];
const NOON = new Date('2026-05-05T12:00:00Z');

beforeEach(() => reset());

async function release(id: string, changes: Parameters<typeof tables>[0] = {}): Promise<Bundle> {
  const outcome = compute(tables(changes));
  if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues));
  const { dataset, computed } = outcome;
  const named = { id, released: `${id.slice(0, 10)}T00:00:00Z` };
  const assets = { element: '', cardStyle: '', pageStyle: '', copyScript: '' };
  const files = toReleaseFiles(dataset, computed, named);
  const { described } = await toPackages(dataset, computed, named, files, '');
  return toBundle(named, [...files, ...toSiteFiles(dataset, computed, named, assets, described)]);
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
  await push(env.RELEASES, await release('2026-05-04.1'), NOON);
  expect(await read('/observations.csv')).not.toContain('_export_');
  expect(await read('/feed.atom')).not.toContain('exports-2024');

  await push(env.RELEASES, await release('2026-05-05.1', { 'claims.csv': CLAIMS, 'facts.csv': FACTS }), NOON);
  const [row] = (await read('/observations.csv')).split('\r\n').filter((line) => line.includes('2024_xizang_world_export_'));
  // Printed as 60 with its last digit in the tens: from 55 up to, but not including, 70
  expect(row).toContain(',60,10,55,70,CNY,');
  expect(JSON.parse(await read('/claims.json')).claims.map(({ claim }: { claim: string }) => claim)).toContain('c3');
  expect(await read('/feed.atom')).toContain('exports-2024');
});

it('a claim with a slip of the pen is named with its line, and nothing is built', () => {
  const slipped = CLAIMS.map((line) => line.replace(',60,', ',6O,'));
  expect(issuesOf({ 'claims.csv': slipped, 'facts.csv': FACTS })).toMatchObject([{ file: 'claims.csv', line: 4 }]);
});
