import { Fraction } from 'fraction.js';

/** A closed interval; `undefined` where it goes on for ever. Exact: fractions, never binary floating point. */
export type Interval = { lower: Fraction | undefined; upper: Fraction | undefined };

/** An interval with both ends. */
export type Finite = { lower: Fraction; upper: Fraction };

export const HUNDRED = new Fraction(100);

export function add(a: Interval, b: Interval): Interval {
  return { lower: both(a.lower, b.lower, (x, y) => x.add(y)), upper: both(a.upper, b.upper, (x, y) => x.add(y)) };
}

export function subtract(a: Interval, b: Interval): Interval {
  return { lower: both(a.lower, b.upper, (x, y) => x.sub(y)), upper: both(a.upper, b.lower, (x, y) => x.sub(y)) };
}

/** The quotient by something that is above zero; without a positive divisor nothing can be said of it. */
export function divide(a: Interval, b: Interval): Interval {
  const positive = (end: Fraction | undefined) => (end?.gt(0) ? end : undefined);
  const [least, greatest] = [positive(b.lower), positive(b.upper)];
  // What is below zero comes nearer to it by a greater divisor
  return {
    lower: both(a.lower, a.lower?.lt(0) ? least : greatest, (x, y) => x.div(y)),
    upper: both(a.upper, a.upper?.lt(0) ? greatest : least, (x, y) => x.div(y)),
  };
}

export function scale(a: Interval, factor: Fraction): Interval {
  return { lower: a.lower?.mul(factor), upper: a.upper?.mul(factor) };
}

export function shift(a: Interval, by: Fraction): Interval {
  return { lower: a.lower?.add(by), upper: a.upper?.add(by) };
}

/** How far two intervals overlap; below zero, how far they are apart; `undefined` when they share a side without end. */
export function overlap(a: Interval, b: Interval): Fraction | undefined {
  const upper = least(a.upper, b.upper);
  const lower = greatest(a.lower, b.lower);
  return upper === undefined || lower === undefined ? undefined : upper.sub(lower);
}

export function hasBothEnds(interval: Interval): interval is Finite {
  return interval.lower !== undefined && interval.upper !== undefined;
}

/** The smallest power of ten that is not below a positive number. */
export function powerOfTenFrom(width: Fraction): Fraction {
  if (width.lte(0)) throw new RangeError(`${width.toString()} is no width: bounds must end above where they begin.`);
  let power = new Fraction(1);
  while (power.lt(width)) power = power.mul(10);
  while (power.div(10).gte(width)) power = power.div(10);
  return power;
}

/** Rounds to a multiple of `place`: `down` and `up` are outward for the ends of bounds, `nearest` rounds halves up. */
export function roundTo(value: Fraction, place: Fraction, direction: 'down' | 'up' | 'nearest'): Fraction {
  const units = value.div(place);
  const rounded = { down: () => units.floor(), up: () => units.ceil(), nearest: () => units.add(new Fraction(1, 2)).floor() }[
    direction
  ]();
  return rounded.mul(place);
}

function both<T>(a: T | undefined, b: T | undefined, combine: (a: T, b: T) => T): T | undefined {
  return a === undefined || b === undefined ? undefined : combine(a, b);
}

function least(a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.lt(b) ? a : b;
}

function greatest(a: Fraction | undefined, b: Fraction | undefined): Fraction | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.gt(b) ? a : b;
}
