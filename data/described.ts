import { capitalise } from './capitalise.ts';
import { tableDescriptions } from './column-descriptions.ts';
import type { Language } from './fact.ts';
import { digest } from './manifest.ts';
import { lastDayOf } from './period.ts';
import { place } from './place.ts';
import { type Column, toColumns } from './published-shape.ts';
import type { Dataset } from './read.ts';
import { type Computed, type Release, type ServedFile, toTables } from './release.ts';
import type { Description, Indicator } from './schema.ts';
import type { TableName } from './table-shapes.ts';

/** A file to be downloaded, as every description lists it. `size` is in bytes, `sha256` that of the decoded bytes. */
export type Download = {
  path: string;
  type: string;
  size: number;
  sha256: string;
  title: string;
  format: Format;
  /** What it holds, in a sentence. */
  description: string;
};

export type Format = 'CSV' | 'JSON' | 'NDJSON' | 'Parquet' | 'XLSX' | 'ZIP';

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
  /** Words to find the dataset by: where, and what is measured. */
  keywords: Record<Language, readonly string[]>;
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
    keywords: {
      en: [...place.keywords.en, ...dataset.indicators.rows.map(({ label_en }) => label_en)],
      zh: [...place.keywords.zh, ...dataset.indicators.rows.map(({ label_zh }) => label_zh)],
    },
  };
}

/** `undefined` where a file is no part of the data, such as a page. */
async function toDownload({ path, type, bytes }: ServedFile): Promise<Download | undefined> {
  const [, name = '', suffix = ''] = /^\/([a-z-]+)\.([a-z]+)$/.exec(path) ?? [];
  const [format, file] = [FORMATS.get(suffix), FILES.get(path) ?? FILES.get(name)];
  if (format === undefined || file === undefined) return undefined;
  const { title = `${capitalise(name)} as ${format}`, description } = file;
  return { path, type, size: bytes.length, sha256: await digest(bytes), title, format, description };
}

const FORMATS = new Map<string, Format>([
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['ndjson', 'NDJSON'],
  ['parquet', 'Parquet'],
  ['xlsx', 'XLSX'],
  ['zip', 'ZIP'],
]);

/** The files by their names without suffix, or by their paths. The title is made of name and format, unless it is given here. */
const FILES = new Map<string, { title?: string; description: string }>([
  ...Object.entries(tableDescriptions).map(([name, description]) => [name, { description }] as const),
  ['facts', { title: 'Facts, in every word, as JSON', description: 'What the cards show, in English and Chinese.' }],
  ['changes', { description: 'What the release changed against the one before: old and new value, class, reason, claims.' }],
  ['withdrawals', { description: 'Facts that are shown no longer: why, and which one to take instead.' }],
  [
    'observations-excel',
    {
      title: 'Observations as CSV for Excel, with a byte order mark',
      description:
        'Excel reads some of its periods as days and some of its numbers as text or days. The workbook has neither fault.',
    },
  ],
  ['/xizang-trade.xlsx', { title: 'All tables as a workbook', description: 'One sheet for each table; numbers are numbers.' }],
  [
    '/xizang-trade.zip',
    {
      title: 'All tables as CSV and JSON, with their description, licence and digests',
      description: 'Each table as CSV and JSON, the facts, a Data Package, a readme, the licence and SHA256SUMS.',
    },
  ],
]);
