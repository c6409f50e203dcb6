import type { Interval } from '../interval.ts';
import type { Operand } from '../rules/known.ts';

/** Something that must be true of the numbers: what is stated and what is computed leave a value in common. */
export type Statement = {
  rule: string;
  /** In symbols; `a` is the observation itself, `b` and so on the operands. */
  formula: string;
  /** What is checked. */
  subject: Operand;
  /** What it is checked against. */
  operands: readonly Operand[];
  stated: Interval;
  computed: Interval;
  /** The unit of both intervals; `CNY per USD` for an exchange rate. */
  unit: string;
  /** In which dimension the parts are parts, where one observation may have several such statements. */
  dimension?: string;
};
