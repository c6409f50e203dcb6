import { capitalise } from './capitalise.ts';
import { tableDescriptions } from './column-descriptions.ts';
import { digest } from './manifest.ts';
import { lastDayOf } from './period.ts';
import { type Column, toColumns } from './published-shape.ts';
import type { Dataset } from './read.ts';
import { type Computed, type Release, type ServedFile, toTables } from './release.ts';
import type { Description, Indicator } from './schema.ts';
import type { TableName } from './table-shapes.ts';

/** A file to be downloaded, as every description lists it. `size` is in bytes, `sha256` that of the decoded bytes. */
export type Download = { path: string; type: string; size: number; sha256: string; title: string };

/** A table as every description has it. */
export type DescribedTable = { name: TableName; title: string; columns: Column[]; rows: number; csv: Download };

/** All that a description of the dataset is written from: the same names, types, counts, sizes and digests for each. */
export type Described = {
  description: Description;
  release: Release;
  tables: readonly DescribedTable[];
  downloads: readonly Download[];
  indicators: readonly Indicator[];
  /** The first and the last day that the observations speak of (ISO 8601). */
  period: { start: string; end: string };
};

/** Measures the files of a release, and what was packed of them. */
export async function toDescribed(
  dataset: Dataset,
  computed: Computed,
  release: Release,
  files: readonly ServedFile[],
): Promise<Described> {
  const downloads = (await Promise.all(files.map(toDownload))).filter((download) => download !== undefined);
  const tables = toTables(dataset, computed).map(({ name, rows }) => {
    const csv = downloads.find(({ path }) => path === `/${name}.csv`);
    if (csv === undefined)
      throw new Error(`There is no /${name}.csv among the files to be described. Add the table to the release.`);
    return { name, title: tableDescriptions[name], columns: toColumns(name), rows: rows.length, csv };
  });
  const { observations } = computed;
  const [start = ''] = observations.map(({ period_start }) => period_start).toSorted();
  const end =
    observations
      .map(({ period_end }) => lastDayOf(period_end))
      .toSorted()
      .at(-1) ?? '';
  return {
    description: dataset.description,
    release,
    tables,
    downloads,
    indicators: dataset.indicators.rows,
    period: { start: start.length === 7 ? `${start}-01` : start, end },
  };
}

/** `undefined` where a file is no part of the data, such as a page. */
async function toDownload({ path, type, bytes }: ServedFile): Promise<Download | undefined> {
  const title = titleOf(path);
  return title === undefined ? undefined : { path, type, size: bytes.length, sha256: await digest(bytes), title };
}

const FORMATS: Readonly<Record<string, string>> = { csv: 'CSV', json: 'JSON', ndjson: 'NDJSON', parquet: 'Parquet' };

function titleOf(path: string): string | undefined {
  const [, name = '', suffix = ''] = /^\/([a-z-]+)\.([a-z]+)$/.exec(path) ?? [];
  if (Object.hasOwn(tableDescriptions, name) && Object.hasOwn(FORMATS, suffix))
    return `${capitalise(name)} as ${FORMATS[suffix]}`;
  return OTHERS[path];
}

const OTHERS: Readonly<Record<string, string>> = {
  '/facts.json': 'Facts, in every word, as JSON',
  '/changes.csv': 'Changes against the release before, as CSV',
  '/changes.json': 'Changes against the release before, as JSON',
  '/withdrawals.csv': 'Facts that are shown no longer, as CSV',
  '/withdrawals.json': 'Facts that are shown no longer, as JSON',
  '/observations-excel.csv': 'Observations as CSV for Excel, with a byte order mark',
  '/xizang-trade.xlsx': 'All tables as a workbook',
  '/xizang-trade.zip': 'All tables as CSV and JSON, with their description, licence and digests',
};
