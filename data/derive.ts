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
    const [best, ...others] = candidates.toSorted((a, b) => widthOf(a).compare(widthOf(b))) as [Instance, ...Instance[]];
    for (const other of others) {
      const common = overlap(best.derivation.bounds, other.derivation.bounds);
      if (common?.lt(0)) disagreements.push({ observation: id, rules: [best.rule.code, other.rule.code] });
    }
    return toObservation(id, best, known.isCount(best.derivation.key.unit));
  });
  return { derived, disagreements };
}

function widthOf({ derivation: { bounds } }: Instance): Fraction {
  return bounds.upper.sub(bounds.lower);
}

/**
 * `precision` is the place that the bounds justify: the smallest power of ten not below their width. The value has two digits
 * more, so that it lies within its bounds, which are rounded outward; words round it to `precision`.
 */
function toObservation(id: string, { rule, derivation }: Instance, isCount: boolean): Observation {
  const { key, value, operands, formula } = derivation;
  // No trade is below nothing, whatever the bounds of its parts allow
  const nonNegative = key.measure === 'level' && key.flow !== 'balance' && derivation.bounds.upper.gte(0);
  const bounds =
    nonNegative && derivation.bounds.lower.lt(0) ? { ...derivation.bounds, lower: new Fraction(0) } : derivation.bounds;
  const precision = precisionOf(bounds, key.unit);
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

/** Bounds of no width come from counts: a count is whole, a rate of counts is worded to a tenth of a per cent. */
function precisionOf({ lower, upper }: Finite, unit: string): Fraction {
  if (upper.equals(lower)) return unit === 'percent' ? new Fraction(1, 10) : new Fraction(1);
  return powerOfTenFrom(upper.sub(lower));
}

/** Decimal text; the places here are powers of ten, so nothing is left over. */
function format(value: Fraction): string {
  return value.toString(30);
}
