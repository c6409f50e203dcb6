import { toTableRows } from './as-of.ts';
import { toChanges } from './changes.ts';
import type { Fact } from './fact.ts';
import { CSV_TYPE, type Row, toCsv } from './formats/csv.ts';
import { type Head, JSON_TYPE, toJson, toJsonList } from './formats/json.ts';
import { type Frozen, toFigures } from './frozen.ts';
import type { ManifestFile } from './keys.ts';
import type { Dataset } from './read.ts';
import { Change, Check, Claim, CodeRow, Indicator, Milestone, Observation, Source, Withdrawal } from './schema.ts';

/** One file to be served, with its bytes; digest and size are added by the manifest. */
export type ServedFile = Omit<ManifestFile, 'sha256' | 'size'> & { bytes: Uint8Array };

/** What names and dates a release. `released` is UTC in seconds. */
export type Release = { id: string; released: string };

/** Everything that is computed from the tables. */
export type Computed = { observations: readonly Observation[]; facts: readonly Fact[]; checks: readonly Check[] };

/** The head of every JSON file and answer. */
export function headOf({ description }: Dataset, release: Release): Head {
  const attribution = `${description.publisher.name}, ${description.license.name}. Each figure is attributed to its source.`;
  return { release: release.id, license: description.license.url, attribution };
}

/**
 * The release files: every table as CSV and JSON, the changes against the release before, and the facts. They hold no address,
 * and nothing but what the tables say. `past` are the releases that were made before this one, oldest first.
 */
export function toReleaseFiles(
  dataset: Dataset,
  { observations, facts, checks }: Computed,
  release: Release,
  past: readonly Frozen[] = [],
): ServedFile[] {
  const before = past.at(-1);
  const changes = toChanges(before && toFigures(before), { observations, claims: dataset.claims.rows });
  const first = past[0]?.release ?? release;
  const head = headOf(dataset, release);
  const tables: [name: string, shape: { shape: object }, rows: readonly Row[]][] = [
    ['observations', Observation, observations],
    ['checks', Check, checks],
    ['claims', Claim, dataset.claims.rows],
    ['sources', Source, dataset.sources.rows],
    ['indicators', Indicator, dataset.indicators.rows],
    ['codes', CodeRow, dataset.codes.rows],
    ['milestones', Milestone, dataset.milestones.rows],
    ['changes', Change, changes],
    ['withdrawals', Withdrawal, dataset.withdrawals.rows],
  ];
  return [
    ...tables.flatMap(([name, { shape }, rows]) => {
      const columns = Object.keys(shape);
      const hot = name === 'observations';
      const named = name === 'changes' ? { ...head, previous: before?.release.id ?? null } : head;
      return [
        toFile(`/${name}.csv`, CSV_TYPE, toCsv(columns, rows), hot),
        toFile(`/${name}.json`, JSON_TYPE, toJson(name, named, columns, rows), hot),
      ];
    }),
    toFile('/facts.json', JSON_TYPE, toJsonList('facts', head, facts), true),
    toFile(
      '/tables.json',
      JSON_TYPE,
      `${JSON.stringify({ ...head, first_release: first.released.slice(0, 10), ...toTableRows(dataset) })}\n`,
      false,
    ),
  ];
}

function toFile(path: string, type: string, text: string, hot: boolean): ServedFile {
  return { path, type, part: 'release', hot, bytes: new TextEncoder().encode(text) };
}

/**
 * What tables without a release of their own are served as: never pushed, and dated by the newest source, so that the same
 * tables give the same bytes on any day.
 */
export function toDraft({ sources }: Dataset): Release {
  const newest = sources.rows
    .map(({ published }) => published)
    .filter((published) => published.length === 10)
    .toSorted()
    .at(-1);
  if (newest === undefined)
    throw new Error('No source in sources.csv has a full date in `published`, and a draft is dated by the newest. Add one.');
  return { id: `${newest}.0+draft`, released: `${newest}T00:00:00Z` };
}
