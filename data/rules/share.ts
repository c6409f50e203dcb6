import { Fraction } from 'fraction.js';
import { divide, HUNDRED, hasBothEnds, scale } from '../interval.ts';
import { keyOf } from '../observation-id.ts';
import type { Key } from '../schema.ts';
import type { Rule } from './rule.ts';

/** The region whose total shares are of. */
const REGION = 'xizang';

/** The share of the region’s total, in per cent, of an enterprise type, a regime or a partner: one of them at a time. */
export const share: Rule = {
  code: 'share-from-levels',
  formula: 'a / b × 100',
  note: '',
  derive: (known) =>
    known.bounded.flatMap((a) => {
      const { observation } = a;
      if (!isOnePart(observation)) return [];
      const b = known.boundedOn(totalKey(observation));
      if (b === undefined || !b.bounds.lower.gt(0)) return [];
      const bounds = scale(divide(a.bounds, b.bounds), HUNDRED);
      if (!hasBothEnds(bounds)) return [];
      // A part never exceeds its total; where it does, there is no share, and the check of the two says so
      if (bounds.lower.gt(100)) return [];
      const upper = bounds.upper.gt(100) ? new Fraction(100) : bounds.upper;
      return [
        { key: shareKey(observation), value: a.value.div(b.value).mul(100), bounds: { ...bounds, upper }, operands: [a, b] },
      ];
    }),
};

/** The key of the region’s total goods trade, in the period, basis and unit of a part of it. */
export function totalKey(part: Key): Key {
  return {
    ...keyOf(part),
    measure: 'level',
    area: REGION,
    partner: 'world',
    flow: 'total',
    regime: 'all',
    enterprise: 'all',
    product: 'all',
    transport: 'all',
  };
}

export function shareKey(part: Key): Key {
  return { ...keyOf(part), measure: 'share-of-area-total', unit: 'percent', base_unit: part.unit };
}

function isOnePart(key: Key): boolean {
  const { indicator, measure, area, flow, product, transport, partner, regime, enterprise } = key;
  if (indicator !== 'goods-trade' || measure !== 'level' || area !== REGION || flow !== 'total') return false;
  if (product !== 'all' || transport !== 'all') return false;
  return [partner !== 'world', regime !== 'all', enterprise !== 'all'].filter(Boolean).length === 1;
}
