import { Fraction } from 'fraction.js';
import { type Finite, overlap, powerOfTenFrom, roundTo } from './interval.ts';
import { toObservationId } from './observation-id.ts';
import { balance } from './rules/balance.ts';
import { changeOnYear } from './rules/change-on-year.ts';
import { impliedLevel } from './rules/implied-level.ts';
import type { Known } from './rules/known.ts';
import { remainder } from './rules/remainder.ts';
import type { Derivation, Rule } from './rules/rule.ts';
import { share } from './rules/share.ts';
import { singlePeriod } from './rules/single-period.ts';
import type { Observation } from './schema.ts';

/** The declared rules, in the order in which they win where two give bounds of equal width. */
export const rules: readonly Rule[] = [changeOnYear, share, impliedLevel, remainder, balance, singlePeriod];

/** Two rules that give one key bounds without a common value. */
export type Disagreement = { observation: string; rules: [string, string] };

type Instance = { rule: Rule; derivation: Derivation };

/**
 * What follows from the stated observations by the rules, over all keys: every instance is published, except where a source
 * states the key itself (then there is a check). Where two instances give one key the narrower bounds win.
 */
export function derive(known: Known): { derived: Observation[]; disagreements: Disagreement[] } {
  const instances = rules.flatMap((rule) => rule.derive(known).map((derivation) => ({ rule, derivation })));
  const open = instances.filter(({ derivation }) => known.on(derivation.key) === undefined);
  const disagreements: Disagreement[] = [];
  const derived = [...Map.groupBy(open, ({ derivation }) => toObservationId(derivation.key))].map(([id, candidates]) => {
    const [best] = candidates.toSorted((a, b) => widthOf(a).compare(widthOf(b))) as [Instance];
    disagreements.push(...disagreementsOf(id, candidates));
    return toObservation(id, best, known.isCount(best.derivation.key.unit));
  });
  return { derived, disagreements };
}

/** Every pair is looked at: the narrowest bounds may lie between two that exclude each other. */
function disagreementsOf(observation: string, candidates: readonly Instance[]): Disagreement[] {
  return candidates.flatMap((a, index) =>
    candidates
      .slice(index + 1)
      .filter((b) => overlap(a.derivation.bounds, b.derivation.bounds)?.lt(0))
      .map((b) => ({ observation, rules: [a.rule.code, b.rule.code] })),
  );
}

function widthOf({ derivation: { bounds } }: Instance): Fraction {
  return bounds.upper.sub(bounds.lower);
}

/**
 * `precision` is the place to which the value is worded. The value itself has two digits more, and its bounds are rounded outward
 * to the same place.
 */
function toObservation(id: string, { rule, derivation }: Instance, isCount: boolean): Observation {
  const { key, operands, formula } = derivation;
  // No trade is below nothing, whatever the bounds of its parts allow
  const nonNegative = key.measure === 'level' && key.flow !== 'balance' && derivation.bounds.upper.gte(0);
  const bounds =
    nonNegative && derivation.bounds.lower.lt(0) ? { ...derivation.bounds, lower: new Fraction(0) } : derivation.bounds;
  const value = clamp(derivation.value, bounds);
  const precision = precisionOf(value, bounds, key.unit, isCount);
  const place = isCount && precision.lte(100) ? new Fraction(1) : precision.div(100);
  const { unit, base_unit, ...keyBeforeValue } = key;
  return {
    observation: id,
    ...keyBeforeValue,
    value: format(roundTo(value, place, 'nearest')),
    precision: format(precision),
    lower: format(roundTo(bounds.lower, place, 'down')),
    upper: format(roundTo(bounds.upper, place, 'up')),
    unit,
    base_unit,
    qualifier: '',
    status: 'derived',
    reporter: '',
    source: '',
    claims: [],
    claims_against: [],
    claims_beside: [],
    rule: rule.code,
    formula: formula ?? rule.formula,
    operands: operands.map(({ observation }) => observation.observation),
    note: rule.note,
    reason: '',
  };
}

/** What the printed figures come to may lie outside of what is possible at all, such as a share of 101 per cent. */
function clamp(value: Fraction, { lower, upper }: Finite): Fraction {
  if (value.lt(lower)) return lower;
  return value.gt(upper) ? upper : value;
}

/**
 * The place to which a value is worded: the coarsest not finer than the bounds justify that does not mislead. A count is whole;
 * bounds of no width come from counts, whose rates have a tenth of a per cent.
 */
function precisionOf(value: Fraction, bounds: Finite, unit: string, isCount: boolean): Fraction {
  const one = new Fraction(1);
  if (bounds.upper.equals(bounds.lower)) return unit === 'percent' ? one.div(10) : one;
  const width = bounds.upper.sub(bounds.lower);
  let place = powerOfTenFrom(width);
  // A value that stands on the very end of its bounds, and is no decimal, never comes to lie within them
  while (misleads(value, bounds, place) && place.mul(1000).gt(width)) place = place.div(10);
  return isCount && place.lt(one) ? one : place;
}

/** Half a per cent: more than that a rounded value may not be away from the value itself, once it lies outside of the bounds. */
const TOLERANCE = new Fraction(1, 200);

/** A worded value must lie within the bounds, or be what all that lies within them is rounded to; and it must not be nothing. */
function misleads(value: Fraction, { lower, upper }: Finite, place: Fraction): boolean {
  const worded = roundTo(value, place, 'nearest');
  if (worded.equals(0)) return !value.equals(0);
  if (worded.gte(lower) && worded.lte(upper)) return false;
  const isCertain = [lower, upper].every((end) => roundTo(end, place, 'nearest').equals(worded));
  return !isCertain || worded.sub(value).abs().gt(value.abs().mul(TOLERANCE));
}

/** Decimal text; the places here are powers of ten, so nothing is left over. */
function format(value: Fraction): string {
  return value.toString(30);
}
