import type { Fact, FactText, Language } from './fact.ts';
import type { Issue } from './issue.ts';
import { labelsOf } from './labels.ts';
import { keyOf, toObservationId } from './observation-id.ts';
import { frequencyOf, yearBefore } from './period.ts';
import type { Tables } from './read.ts';
import type { FactRow, Key, Observation, Source } from './schema.ts';
import { keyColumns } from './schema.ts';
import { toTrend } from './trend.ts';
import { type Wording, wordings } from './wording/wording.ts';

/** Fewer points than these are no series. */
const SHORTEST_SERIES = 3;

type Evidence = Pick<Tables, 'claims' | 'sources' | 'codes' | 'indicators' | 'facts'>;

/**
 * The facts: for each row of `facts.csv` its observation, with what belongs beside it: the change on the year before, the
 * same key a year earlier, and the series. Every string is made here, once, in every language. Issues name rows without an observation.
 */
export function toFacts(dataset: Evidence, observations: readonly Observation[]): { facts: Fact[]; issues: Issue[] } {
  const neighbours = neighboursIn(observations);
  const writers = { en: writer(dataset, neighbours.byId, 'en'), zh: writer(dataset, neighbours.byId, 'zh') };
  const sources = new Map(dataset.sources.rows.map((row) => [row.source, row]));
  const issues: Issue[] = [];
  const facts = dataset.facts.rows.flatMap((row) => {
    const observation = neighbours.byId.get(row.observation);
    if (observation === undefined) {
      const message = `observation "${row.observation}" does not exist. Take an id from observations.csv, or add its claim.`;
      issues.push(dataset.facts.issueAt(row, 'observation', message));
      return [];
    }
    return [toFact(row, observation, sources.get(observation.source), neighbours, writers)];
  });
  return { facts, issues };
}

type Neighbours = {
  byId: ReadonlyMap<string, Observation>;
  comparison(observation: Observation): Observation | undefined;
  share(observation: Observation): Observation | undefined;
  previous(observation: Observation): Observation | undefined;
  series(observation: Observation): Observation[];
};

type Writer = (parts: Parts) => FactText;
type Parts = { row: FactRow; observation: Observation; source: Source | undefined } & Beside;
type Beside = Record<'comparison' | 'share' | 'previous', Observation | undefined> & { series: Observation[] };

function neighboursIn(observations: readonly Observation[]): Neighbours {
  const byId = new Map(observations.map((observation) => [observation.observation, observation]));
  const bySeries = Map.groupBy(observations, seriesOf);
  const on = (key: Key) => byId.get(toObservationId(key));
  return {
    byId,
    comparison(observation) {
      if (observation.measure !== 'level') return undefined;
      const change = { ...keyOf(observation), measure: 'change-on-year', base_unit: observation.unit } as const;
      return on({ ...change, unit: 'percent' }) ?? on({ ...change, unit: 'fold' });
    },
    share(observation) {
      if (observation.measure.startsWith('share-of')) return observation;
      if (observation.measure !== 'level') return undefined;
      return on({ ...keyOf(observation), measure: 'share-of-area-total', unit: 'percent', base_unit: observation.unit });
    },
    previous(observation) {
      if (!isCalendarPeriod(observation)) return undefined;
      const before = on({ ...keyOf(observation), ...yearBefore(observation) });
      return before && isBounded(before) ? before : undefined;
    },
    series(observation) {
      if (!isBounded(observation) || !isCalendarPeriod(observation)) return [];
      const points = (bySeries.get(seriesOf(observation)) ?? [])
        .filter(isBounded)
        .filter((point) => frequencyOf(point) === frequencyOf(observation) && sameMonths(point, observation));
      return points.length < SHORTEST_SERIES ? [] : points;
    },
  };
}

/** Converted and ambiguous figures are published, but never drawn in a series or taken for the year before. */
function isBounded({ lower, upper }: Observation): boolean {
  return lower !== '' || upper !== '';
}

/** Other stretches, such as five-year plans, overlap when they are moved by a year. */
function isCalendarPeriod(observation: Observation): boolean {
  return !['other', 'days'].includes(frequencyOf(observation));
}

function seriesOf(observation: Observation): string {
  return JSON.stringify(keyColumns.filter((column) => !column.startsWith('period')).map((column) => observation[column]));
}

function sameMonths(a: Observation, b: Observation): boolean {
  return a.period_start.slice(4) === b.period_start.slice(4) && a.period_end.slice(4) === b.period_end.slice(4);
}

function toFact(
  row: FactRow,
  observation: Observation,
  source: Source | undefined,
  neighbours: Neighbours,
  writers: Record<Language, Writer>,
): Fact {
  const comparison = neighbours.comparison(observation);
  const share = neighbours.share(observation);
  const previous = neighbours.previous(observation);
  const series = neighbours.series(observation);
  const parts = { row, observation, source, comparison, share, previous, series };
  return {
    fact: row.fact,
    topic: row.topic,
    headline: row.headline === 'yes',
    observation: observation.observation,
    period_start: observation.period_start,
    period_end: observation.period_end,
    value: Number(observation.value),
    lower: numberOrNull(observation.lower),
    upper: numberOrNull(observation.upper),
    unit: observation.unit,
    base_unit: observation.base_unit || null,
    qualifier: observation.qualifier || null,
    status: observation.status,
    comparison: comparison ? toPoint(comparison) : null,
    share: share ? toPoint(share) : null,
    previous: previous ? toPoint(previous) : null,
    series: series.map(toPoint),
    source: source ? toCitation(source) : null,
    rule: observation.rule || null,
    formula: observation.formula || null,
    operands: observation.operands,
    claims: observation.claims,
    claims_against: observation.claims_against,
    claims_beside: observation.claims_beside,
    text: { en: writers.en(parts), zh: writers.zh(parts) },
  };
}

function toCitation({ source, grade, publisher, title, url, published }: Source): Fact['source'] {
  return { source, grade, publisher, title: title || null, url: url || null, published: published || null };
}

function toPoint(of: Observation): Fact['series'][number] {
  const { observation, period_start, period_end, unit, status, claims } = of;
  const [qualifier, source] = [of.qualifier || null, of.source || null];
  return { observation, period_start, period_end, value: Number(of.value), unit, qualifier, status, source, claims };
}

function numberOrNull(decimal: string): number | null {
  return decimal === '' ? null : Number(decimal);
}

/** Puts a fact into the words of one language. */
function writer(dataset: Evidence, observations: ReadonlyMap<string, Observation>, language: Language): Writer {
  const wording: Wording = wordings[language];
  const label = labelsOf(dataset.codes.rows, dataset.indicators.rows, language);
  const claims = new Map(dataset.claims.rows.map((row) => [row.claim, row]));
  const publishers = new Map(dataset.sources.rows.map((row) => [row.source, label('publisher', row.publisher)]));
  const citations = new Map(
    dataset.sources.rows.map((row) => [row.source, wording.source(label('publisher', row.publisher), row.published)]),
  );
  const citationsOf = (operands: readonly string[]) => [
    ...new Set(operands.flatMap((id) => citations.get(observations.get(id)?.source ?? '') ?? [])),
  ];
  const wordValue = (observation: Observation) =>
    observation.measure === 'change-on-year' ? wording.change(observation) : wording.figure(observation, label);
  const marked = (text: string, status: Observation['status']) => (status === 'stated' ? text : wording[status](text));
  const wordPoint = (point: Observation) => ({
    period: wording.period(point),
    value: marked(wordValue(point), point.status),
  });
  return ({ row, observation, source, comparison, share, previous, series }) => {
    const against = observation.claims_against.flatMap((id) => {
      const claim = claims.get(id);
      return claim ? [{ publisher: publishers.get(claim.source) ?? claim.source, figure: wording.figure(claim, label) }] : [];
    });
    // A comparison may come from another document than the value: then it says from which
    const attributed = (text: string, { source: preferred, claims: ids, status }: Observation) => {
      if (status !== 'stated') return marked(text, status);
      const printed = ids.map((id) => claims.get(id)?.source);
      return source !== undefined && printed.includes(source.source)
        ? text
        : wording.printedBy(text, publishers.get(preferred) ?? preferred);
    };
    const parts = {
      title: wording.title(observation, label),
      value: wordValue(observation),
      period: wording.period(observation),
      comparison: comparison ? attributed(wording.comparison(comparison), comparison) : '',
      previous: previous ? attributed(wording.previous(wording.period(previous), wordValue(previous)), previous) : '',
      status: wording.status(observation, against),
      remark: row[`remark_${language}`],
      source: citations.get(source?.source ?? '') ?? wording.derivedFrom(citationsOf(observation.operands)),
    };
    return {
      ...parts,
      // Of a share, the value itself says it
      share: share && share !== observation ? attributed(wording.share(wordValue(share), label), share) : '',
      sentence: wording.sentence(parts),
      trend: toTrend(series, wording, wordPoint),
      series: series.map(wordPoint),
    };
  };
}
