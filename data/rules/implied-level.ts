import { Fraction } from 'fraction.js';
import { divide, hasBothEnds, scale, shift } from '../interval.ts';
import { keyOf } from '../observation-id.ts';
import { yearBefore } from '../period.ts';
import { changeKey } from './change-on-year.ts';
import type { Rule } from './rule.ts';

const HUNDREDTH = new Fraction(1, 100);

/** The level a year earlier that a stated level and its stated change give: 2021 is 4.6 billion of 2022 over 1.146. */
export const impliedLevel: Rule = {
  code: 'level-from-change',
  formula: 'a / (1 + b / 100)',
  note: 'Implied by the growth rate of the year after; the level published at the time may have been another, if it was revised since.',
  derive: (known) =>
    known.bounded.flatMap((a) => {
      if (a.observation.measure !== 'level' || !a.bounds.lower.gt(0)) return [];
      const b = known.boundedOn(changeKey(a.observation));
      if (b === undefined) return [];
      const factor = shift(scale(b.bounds, HUNDREDTH), new Fraction(1));
      if (!hasBothEnds(factor) || !factor.lower.gt(0)) return [];
      const bounds = divide(a.bounds, factor);
      if (!hasBothEnds(bounds)) return [];
      const key = { ...keyOf(a.observation), ...yearBefore(a.observation) };
      return [{ key, value: a.value.div(b.value.mul(HUNDREDTH).add(1)), bounds, operands: [a, b] }];
    }),
};
