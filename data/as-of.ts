import { derive } from './derive.ts';
import { toFacts } from './facts.ts';
import { lastDayOf } from './period.ts';
import type { Dataset } from './read.ts';
import type { Computed } from './release.ts';
import { resolve, sortObservations } from './resolve.ts';
import { toKnown } from './rules/known.ts';
import type { Table } from './table.ts';

/** The rows of the tables that observations and facts follow from, as `/tables.json` publishes them. */
export type TableRows = {
  [Name in 'sources' | 'codes' | 'indicators' | 'claims' | 'resolutions' | 'facts']: Dataset[Name]['rows'];
};

/** The rows of a dataset alone, to be published. */
export function toTableRows({ sources, codes, indicators, claims, resolutions, facts }: Dataset): TableRows {
  return {
    sources: sources.rows,
    codes: codes.rows,
    indicators: indicators.rows,
    claims: claims.rows,
    resolutions: resolutions.rows,
    facts: facts.rows,
  };
}

/**
 * What could be known on a date (ISO 8601, included): the same resolving and deriving, from the claims whose sources had been
 * published by then. A year or a month counts from its last day; a source without a date from `undated`, the day of the first
 * release. Where the preferred claim of a resolution was not printed yet, the rule's own choice is shown, as contested.
 */
export function asOf(rows: TableRows, date: string, undated: string): Pick<Computed, 'observations' | 'facts'> {
  const known = new Set(rows.sources.filter((row) => publicationDay(row, undated) <= date).map(({ source }) => source));
  const dataset = toDataset({ ...rows, claims: rows.claims.filter(({ source }) => known.has(source)) });
  const stated = resolve(dataset).observations;
  const { derived, disagreements } = derive(toKnown(stated, rows.codes, rows.indicators));
  // Today such a key would stop the build; on a day of the past it was simply not known
  const disputed = new Set(disagreements.map(({ observation }) => observation));
  const observations = sortObservations([...stated, ...derived.filter(({ observation }) => !disputed.has(observation))]);
  return { observations, facts: toFacts(dataset, observations).facts };
}

/**
 * The last day up to a date on which a source was published: between two of them nothing changes. `undefined` before the first.
 */
export function lastPublicationDay({ sources }: TableRows, date: string, undated: string): string | undefined {
  return sources
    .map((row) => publicationDay(row, undated))
    .filter((day) => day <= date)
    .toSorted()
    .at(-1);
}

/** The days after a date on which a source was published, each once, in order: only on these can anything become known. */
export function publicationDaysAfter({ sources }: TableRows, date: string, undated: string): string[] {
  const days = sources.map((row) => publicationDay(row, undated)).filter((day) => day > date);
  return [...new Set(days)].toSorted();
}

function publicationDay({ published }: TableRows['sources'][number], undated: string): string {
  return published === '' ? undated : lastDayOf(published);
}

/** Rows that were checked when they were published; nobody looks for issues in them any more. */
function toDataset(rows: TableRows) {
  const table = <Row>(file: string, rows: Row[]): Table<Row> => ({
    file,
    rows,
    issues: [],
    ids: new Set(),
    legible: true,
    issueAt: (_row, _column, message) => ({ file, line: 1, column: 1, message }),
  });
  return {
    sources: table('sources.csv', rows.sources),
    codes: table('codes.csv', rows.codes),
    indicators: table('indicators.csv', rows.indicators),
    claims: table('claims.csv', rows.claims),
    resolutions: table('resolutions.csv', rows.resolutions),
    facts: table('facts.csv', rows.facts),
  };
}
