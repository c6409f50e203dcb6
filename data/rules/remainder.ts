import { type Finite, hasBothEnds, subtract } from '../interval.ts';
import { letterOf } from '../letter.ts';
import { keyOf } from '../observation-id.ts';
import type { Key } from '../schema.ts';
import type { Bounded, Known } from './known.ts';
import type { Derivation, Rule } from './rule.ts';

/** What the parts of a total leave: the regimes, or the types of enterprise, that the sources do not itemise. */
export const remainder: Rule = {
  code: 'remainder',
  formula: 'a − b − …',
  note: 'Everything that the operands do not itemise.',
  derive: (known) =>
    (['regime', 'enterprise'] as const).flatMap((dimension) => known.bounded.flatMap((total) => rest(known, total, dimension))),
};

/** The codes of what is left. Two, because an observation id tells breakdowns apart by their codes alone (observation-id.ts). */
const REST = { regime: 'not-itemised', enterprise: 'enterprises-not-itemised' } as const;

/** A single part leaves only what is not that part, which nobody calls itemised. */
const FEWEST_PARTS = 2;

function rest(known: Known, total: Bounded, dimension: 'regime' | 'enterprise'): Derivation[] {
  const { observation } = total;
  if (observation.measure !== 'level' || observation.flow === 'balance' || observation[dimension] !== 'all') return [];
  if (!known.isAdditive(observation.indicator)) return [];
  const itemised = partition(known, keyOf(observation), dimension);
  const parts = itemised.flatMap((key) => known.boundedOn(key) ?? []);
  // With a part that has open bounds the rest has none either
  if (parts.length < FEWEST_PARTS || parts.length < itemised.length) return [];
  const bounds = parts.reduce<Finite | undefined>((left, part) => {
    const next = left && subtract(left, part.bounds);
    return next && hasBothEnds(next) ? next : undefined;
  }, total.bounds);
  if (bounds === undefined) return [];
  const operands = [total, ...parts];
  return [
    {
      key: { ...keyOf(observation), [dimension]: REST[dimension] },
      value: parts.reduce((left, part) => left.sub(part.value), total.value),
      bounds,
      operands,
      formula: operands.map((_, index) => letterOf(index)).join(' − '),
    },
  ];
}

/** The keys of the parts of a total that are known and do not overlap: a code where it is known, else the codes below it. */
export function partition(known: Known, total: Key, dimension: 'regime' | 'enterprise', code = 'all'): Key[] {
  return known.below(dimension, code).flatMap((part) => {
    const key = { ...total, [dimension]: part };
    return known.on(key) === undefined ? partition(known, total, dimension, part) : [key];
  });
}
