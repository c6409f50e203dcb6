import type { Fraction } from 'fraction.js';
import type { Finite } from '../interval.ts';
import type { Key } from '../schema.ts';
import type { Bounded, Known } from './known.ts';

/** One instance of a rule: a key, what it comes to, and what it was computed from, in the order of the letters in the formula. */
export type Derivation = {
  key: Key;
  value: Fraction;
  bounds: Finite;
  operands: readonly Bounded[];
  /** For the remainder alone, whose formula grows with its operands; otherwise that of the rule. */
  formula?: string;
};

/** A way to compute observations that no source prints, over all keys at once. Its code is in codes.csv, with its words. */
export type Rule = {
  code: string;
  /** In symbols: `a` is the first operand, `b` the second, and so on. */
  formula: string;
  /** What a reader of every observation by this rule must know. */
  note: string;
  derive(known: Known): Derivation[];
};
