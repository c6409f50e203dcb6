import { toTableRows } from './as-of.ts';
import { toChanges } from './changes.ts';
import type { Fact } from './fact.ts';
import { CSV_TYPE, type Row, toCsv } from './formats/csv.ts';
import { type Head, JSON_TYPE, toJson, toJsonList } from './formats/json.ts';
import { NDJSON_TYPE, toNdjson } from './formats/ndjson.ts';
import { type Frozen, toFigures } from './frozen.ts';
import type { ManifestFile } from './keys.ts';
import type { Dataset } from './read.ts';
import { Change, type Check, type Observation, Withdrawal } from './schema.ts';
import { toSiteFile } from './site-file.ts';
import { columnsOf, type TableName, tableNames } from './table-shapes.ts';
import type { Rows } from './vocabulary.ts';
import { toWordedDay } from './worded-day.ts';

/** One file to be served, with its bytes; digest, size and codings are added by the manifest. */
export type ServedFile = Omit<ManifestFile, 'sha256' | 'size' | 'codings'> & { bytes: Uint8Array };

/** What names and dates a release. `released` is UTC in seconds. */
export type Release = { id: string; released: string };

/** Everything that is computed from the tables. */
export type Computed = { observations: readonly Observation[]; facts: readonly Fact[]; checks: readonly Check[] };

/** The head of every JSON file and answer. */
export function headOf({ description }: Dataset, release: Release): Head {
  const attribution = `${description.publisher.name.en}, ${description.license.name}. Each figure is attributed to its source.`;
  return { release: release.id, license: description.license.url, attribution };
}

/** The rows of every table that is published. */
export function rowsOfTables(dataset: Dataset, { observations, checks }: Omit<Computed, 'facts'>): Rows {
  return (name) => {
    if (name === 'observations') return observations;
    return name === 'checks' ? checks : dataset[name].rows;
  };
}

/** The same, table by table. */
export function toTables(dataset: Dataset, computed: Omit<Computed, 'facts'>): { name: TableName; rows: readonly Row[] }[] {
  const rows = rowsOfTables(dataset, computed);
  return tableNames.map((name) => ({ name, rows: rows(name) }));
}

/**
 * The release files: every table as CSV and JSON, the changes against the release before, and the facts. They hold no address,
 * and nothing but what the tables say. `past` are the releases that were made before this one, oldest first.
 */
export function toReleaseFiles(
  dataset: Dataset,
  computed: Computed,
  release: Release,
  past: readonly Frozen[] = [],
): ServedFile[] {
  const head = headOf(dataset, release);
  return [
    ...toTables(dataset, computed).flatMap(({ name, rows }) => {
      const columns = columnsOf(name);
      const hot = name === 'observations';
      return [
        toFile(`/${name}.csv`, CSV_TYPE, toCsv(columns, rows), hot, rows.length),
        toFile(`/${name}.json`, JSON_TYPE, toJson(name, head, columns, rows), hot, rows.length),
        ...(name === 'observations' ? [toFile(`/${name}.ndjson`, NDJSON_TYPE, toNdjson(columns, rows), false, rows.length)] : []),
      ];
    }),
    ...toChangeFiles(dataset, computed, head, past.at(-1)),
    toFile('/facts.json', JSON_TYPE, toFactList(head, computed.facts, release), true, computed.facts.length),
  ];
}

function toFactList({ release, ...head }: Head, facts: readonly Fact[], { released }: Release): string {
  return toJsonList('facts', { release, released: toWordedDay(released), ...head }, facts);
}

/**
 * The rows of the tables as they are, from which `as_of` computes, with the day of the first release. A part of the site: it
 * repeats what the release files hold, and a frozen release is not computed from again.
 */
export function toTablesFile(dataset: Dataset, release: Release, first: Release): ServedFile {
  const content = { ...headOf(dataset, release), first_release: first.released.slice(0, 10), ...toTableRows(dataset) };
  return toSiteFile('/tables.json', JSON_TYPE, `${JSON.stringify(content)}\n`);
}

/** What is told beside the tables: what changed, and which facts were withdrawn. */
function toChangeFiles(dataset: Dataset, { observations }: Computed, head: Head, before: Frozen | undefined): ServedFile[] {
  const changes = toChanges(before && toFigures(before), { observations, claims: dataset.claims.rows });
  const lists: [name: string, columns: string[], rows: readonly Row[], head: Parameters<typeof toJson>[1]][] = [
    ['changes', Object.keys(Change.shape), changes, { ...head, previous: before?.release.id ?? null }],
    ['withdrawals', Object.keys(Withdrawal.shape), dataset.withdrawals.rows, head],
  ];
  return lists.flatMap(([name, columns, rows, head]) => [
    toFile(`/${name}.csv`, CSV_TYPE, toCsv(columns, rows), false, rows.length),
    toFile(`/${name}.json`, JSON_TYPE, toJson(name, head, columns, rows), false, rows.length),
  ]);
}

function toFile(path: string, type: string, text: string, hot: boolean, rows?: number): ServedFile {
  const bytes = new TextEncoder().encode(text);
  return { path, type, part: 'release', hot, bytes, ...(rows === undefined ? {} : { rows }) };
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
