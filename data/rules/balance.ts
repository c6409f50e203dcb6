import { hasBothEnds, subtract } from '../interval.ts';
import { keyOf } from '../observation-id.ts';
import type { Rule } from './rule.ts';

/** Exports minus imports. */
export const balance: Rule = {
  code: 'balance',
  formula: 'a − b',
  note: '',
  derive: (known) =>
    known.bounded.flatMap((a) => {
      const key = keyOf(a.observation);
      if (key.measure !== 'level' || key.flow !== 'export' || key.indicator !== 'goods-trade') return [];
      const b = known.boundedOn({ ...key, flow: 'import' });
      const bounds = b && subtract(a.bounds, b.bounds);
      if (b === undefined || bounds === undefined || !hasBothEnds(bounds)) return [];
      return [{ key: { ...key, flow: 'balance' }, value: a.value.sub(b.value), bounds, operands: [a, b] }];
    }),
};
