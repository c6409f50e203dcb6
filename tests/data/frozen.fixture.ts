import { compute } from '../../data/compute.ts';
import { type Frozen, freeze } from '../../data/frozen.ts';
import { formatIssue } from '../../data/issue.ts';
import type { Dataset } from '../../data/read.ts';
import { type Computed, toReleaseFiles } from '../../data/release.ts';
import { claimLine, linesOf, tables } from './fixture.ts';

type Changes = Parameters<typeof tables>[0];

/** The smallest dataset with these changes, and what follows from it. */
export function computed(changes: Changes = {}): { dataset: Dataset; computed: Computed } {
  const outcome = compute(tables(changes));
  if (outcome.status === 'invalid') throw new Error(outcome.issues.map(formatIssue).join('\n'));
  return outcome;
}

/** Releases made one after the other, on the first, second … day of May 2025 at noon, each of the smallest dataset with changes. */
export async function releasesOf(...steps: Changes[]): Promise<Frozen[]> {
  const releases: Frozen[] = [];
  for (const [index, changes] of steps.entries()) {
    const day = `2025-05-0${index + 1}`;
    const release = { id: `${day}.1`, released: `${day}T12:00:00Z` };
    const outcome = computed(changes);
    const files = toReleaseFiles(outcome.dataset, outcome.computed, release, releases);
    releases.push(await freeze(release, releases.at(-1), `Note ${index + 1}.`, files));
  }
  return releases;
}

/** The claims of the smallest dataset, some of them with other cells, and others added. */
export function claims(changes: Record<string, Record<string, string>>): string[] {
  const [header = '', ...lines] = linesOf('claims.csv');
  const usual: Record<string, Record<string, string>> = {
    c1: { claim: 'c1' },
    c2: { claim: 'c2', source: 'weekly-2025', period_start: '2023-01', period_end: '2023-12', value: '80' },
  };
  if (lines.join('\n') !== Object.values(usual).map(claimLine).join('\n')) throw new Error('fixture.ts has other claims.');
  const ids = [...new Set([...Object.keys(usual), ...Object.keys(changes)])];
  return [header, ...ids.map((claim) => claimLine({ ...usual[claim], ...changes[claim], claim }))];
}

/** What three releases of apples tell: a total, then a finer one from a second paper, then exports too. */
export const STORY: Changes[] = [
  {},
  { 'claims.csv': claims({ c3: { value: '104', precision: '1', source: 'weekly-2025' } }) },
  {
    'claims.csv': claims({ c3: { value: '104', precision: '1', source: 'weekly-2025' }, c4: { flow: 'export', value: '60' } }),
    'facts.csv': [...linesOf('facts.csv'), 'exports-2024,totals,,goods-trade_2024_xizang_world_export_operator-location_cny,,'],
  },
];

/** What the site takes from elsewhere; none of it matters to releases. */
const ELEMENT = { 'xizang-trade.js': '', 'xizang-trade.css': '' };
export const ASSETS = {
  element: ELEMENT,
  versions: [{ version: '1.0.0', frozen: null, integrity: ELEMENT, files: ELEMENT }],
  pageStyle: '',
  copyScript: '',
  embedScript: '',
  frameStyle: '',
  frameScript: '',
  icon: '',
};
