import { Fraction } from 'fraction.js';
import type { Finite, Interval } from '../interval.ts';
import { toObservationId } from '../observation-id.ts';
import { type CodeRow, type Indicator, type Key, keyColumns, type Observation } from '../schema.ts';

/** A stated or contested observation as the rules see it. */
export type Operand = { observation: Observation; value: Fraction; bounds: Interval };

/** One with both bounds: what may be computed with. */
export type Bounded = { observation: Observation; value: Fraction; bounds: Finite };

/** What the rules may look at: stated and contested observations, never derived ones. */
export type Known = {
  all: readonly Operand[];
  /** Those with both bounds. */
  bounded: readonly Bounded[];
  /** The observation on a key, whatever its bounds. */
  on(key: Key): Operand | undefined;
  /** The observation on a key, where it has both bounds. */
  boundedOn(key: Key): Bounded | undefined;
  /** Those whose keys differ from this one in the end of their periods alone, itself included. */
  stretchesOf(key: Key): readonly Operand[];
  /** The codes whose parent is this one: parts of it that do not overlap. */
  below(dimension: 'regime' | 'enterprise', code: string): readonly string[];
  /** Whether a unit counts whole things. */
  isCount(unit: string): boolean;
  /** Whether levels of an indicator add up over periods and parts. */
  isAdditive(indicator: string): boolean;
};

export function toKnown(
  observations: readonly Observation[],
  codes: readonly CodeRow[],
  indicators: readonly Indicator[],
): Known {
  const all = observations.filter(({ status }) => status !== 'derived').map(toOperand);
  const bounded = all.filter(
    (operand): operand is Bounded => operand.bounds.lower !== undefined && operand.bounds.upper !== undefined,
  );
  const byId = new Map(all.map((operand) => [operand.observation.observation, operand]));
  const boundedById = new Map(bounded.map((operand) => [operand.observation.observation, operand]));
  const byBeginning = Map.groupBy(all, ({ observation }) => beginningOf(observation));
  const byParent = new Map(
    [...Map.groupBy(codes, ({ codelist, parent }) => `${codelist} ${parent}`)].map(([name, rows]) => [
      name,
      rows.map(({ code }) => code),
    ]),
  );
  const counts = new Set(byParent.get('unit count'));
  const additive = new Set(indicators.filter((row) => row.additive === 'yes').map(({ indicator }) => indicator));
  return {
    all,
    bounded,
    on: (key) => byId.get(toObservationId(key)),
    boundedOn: (key) => boundedById.get(toObservationId(key)),
    stretchesOf: (key) => byBeginning.get(beginningOf(key)) ?? [],
    below: (dimension, code) => byParent.get(`${dimension} ${code}`) ?? [],
    isCount: (unit) => counts.has(unit),
    isAdditive: (indicator) => additive.has(indicator),
  };
}

function toOperand(observation: Observation): Operand {
  const { value, lower, upper, qualifier } = observation;
  const end = (decimal: string) => (decimal === '' ? undefined : new Fraction(decimal));
  // Without bounds nothing is known: an ambiguous figure is not one that may be anything
  const bounds = ['ambiguous', 'converted'].includes(qualifier)
    ? { lower: undefined, upper: undefined }
    : { lower: end(lower), upper: end(upper) };
  return { observation, value: new Fraction(value), bounds };
}

/** All of a key but the end of its period. */
export function beginningOf(key: Key): string {
  return JSON.stringify(keyColumns.filter((column) => column !== 'period_end').map((column) => key[column]));
}
