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
 * `precision` is the place that the bounds justify: the smallest power of ten not below their width. The value has two digits
 * more, so that it lies within its bounds, which are rounded outward; words round it to `precision`.
 */
function toObservation(id: string, { rule, derivation }: Instance, isCount: boolean): Observation {
  const { key, operands, formula } = derivation;
  // No trade is below nothing, whatever the bounds of its parts allow
  const nonNegative = key.measure === 'level' && key.flow !== 'balance' && derivation.bounds.upper.gte(0);
  const bounds =
    nonNegative && derivation.bounds.lower.lt(0) ? { ...derivation.bounds, lower: new Fraction(0) } : derivation.bounds;
  const precision = precisionOf(bounds, key.unit, isCount);
  const place = isCount && precision.lte(100) ? new Fraction(1) : precision.div(100);
  const { unit, base_unit, ...keyBeforeValue } = key;
  return {
    observation: id,
    ...keyBeforeValue,
    value: format(roundTo(clamp(derivation.value, bounds), place, 'nearest')),
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

/** A count is whole; bounds of no width come from counts, and a rate of counts is worded to a tenth of a per cent. */
function precisionOf({ lower, upper }: Finite, unit: string, isCount: boolean): Fraction {
  const one = new Fraction(1);
  if (upper.equals(lower)) return unit === 'percent' ? one.div(10) : one;
  const place = powerOfTenFrom(upper.sub(lower));
  return isCount && place.lt(one) ? one : place;
}

/** Decimal text; the places here are powers of ten, so nothing is left over. */
function format(value: Fraction): string {
  return value.toString(30);
}
