import { divide, HUNDRED, hasBothEnds, scale, shift } from '../interval.ts';
import { keyOf } from '../observation-id.ts';
import { yearBefore } from '../period.ts';
import type { Key } from '../schema.ts';
import type { Rule } from './rule.ts';

/** The change on the year before, in per cent, where the levels of two years running are known on one key. */
export const changeOnYear: Rule = {
  code: 'change-from-levels',
  formula: '(a / b − 1) × 100',
  note: '',
  derive: (known) =>
    known.bounded.flatMap((a) => {
      if (a.observation.measure !== 'level' || a.observation.flow === 'balance') return [];
      const b = known.boundedOn({ ...keyOf(a.observation), ...yearBefore(a.observation) });
      if (b === undefined || !b.bounds.lower.gt(0)) return [];
      const bounds = shift(scale(divide(a.bounds, b.bounds), HUNDRED), HUNDRED.neg());
      if (!hasBothEnds(bounds)) return [];
      return [{ key: changeKey(a.observation), value: a.value.div(b.value).sub(1).mul(100), bounds, operands: [a, b] }];
    }),
};

/** The key of the change, in per cent, of a level. */
export function changeKey(level: Key): Key {
  return { ...keyOf(level), measure: 'change-on-year', unit: 'percent', base_unit: level.unit };
}
