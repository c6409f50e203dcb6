import { hasBothEnds, subtract } from '../interval.ts';
import { keyOf } from '../observation-id.ts';
import { frequencyOf, type Period, yearAndMonth } from '../period.ts';
import type { Key } from '../schema.ts';
import { type Bounded, beginningOf } from './known.ts';
import type { Rule } from './rule.ts';

/** A calendar month, quarter or half year from two stretches that begin together: January to April less January to March. */
export const singlePeriod: Rule = {
  code: 'single-period',
  formula: 'a − b',
  note: 'The difference of two cumulative figures; it may hold revisions of the months before.',
  derive: (known) => {
    const levels = known.bounded.filter(
      ({ observation }) =>
        observation.measure === 'level' &&
        observation.flow !== 'balance' &&
        observation.period_start.length === 7 &&
        known.isAdditive(observation.indicator),
    );
    return [...Map.groupBy(levels, ({ observation }) => beginningOf(observation)).values()].flatMap((stretches) =>
      stretches.flatMap((a) =>
        stretches.flatMap((b) => {
          const key = keyAfter(a, b);
          const bounds = subtract(a.bounds, b.bounds);
          return key === undefined || !hasBothEnds(bounds)
            ? []
            : [{ key, value: a.value.sub(b.value), bounds, operands: [a, b] }];
        }),
      ),
    );
  },
};

function keyAfter(a: Bounded, b: Bounded): Key | undefined {
  if (b.observation.period_end >= a.observation.period_end) return undefined;
  const period: Period = { period_start: monthAfter(b.observation.period_end), period_end: a.observation.period_end };
  return ['month', 'quarter', 'half'].includes(frequencyOf(period)) ? { ...keyOf(a.observation), ...period } : undefined;
}

function monthAfter(month: string): string {
  const [year, number] = yearAndMonth(month);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
