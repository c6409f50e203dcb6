import { Fraction } from 'fraction.js';
import type { Claim } from './schema.ts';

/** One end of an interval; `undefined` where it goes on for ever. */
export type End = { at: Fraction; included: boolean } | undefined;

/** Every value that a figure could have been printed from. */
export type Bounds = { lower: End; upper: End };

/**
 * The bounds of a printed figure, rounded or cut off (DESIGN, *Numbers*): `exact` is [v − p/2, v + p), mirrored below
 * zero; `about` and `estimated` v ± p; `more-than` [v, ∞); `nearly` and `at-most` (−∞, v]. An exact count of whole
 * things is [v, v]. `ambiguous` and `converted` have none: `undefined`.
 */
export function boundsOf({ value, precision, qualifier }: Claim, isCount: boolean): Bounds | undefined {
  const v = new Fraction(value);
  const p = new Fraction(precision);
  switch (qualifier) {
    case 'exact':
      return isCount && precision === '1' ? closed(v, v) : printed(v, p);
    case 'about':
    case 'estimated':
      return closed(v.sub(p), v.add(p));
    case 'more-than':
      return { lower: { at: v, included: true }, upper: undefined };
    case 'nearly':
    case 'at-most':
      return { lower: undefined, upper: { at: v, included: true } };
    case 'ambiguous':
    case 'converted':
      return undefined;
    default:
      return qualifier satisfies never;
  }
}

/** Whether a value lies within bounds. */
export function contains({ lower, upper }: Bounds, value: Fraction): boolean {
  const above = lower === undefined || lower.at.lt(value) || (lower.included && lower.at.equals(value));
  const below = upper === undefined || value.lt(upper.at) || (upper.included && upper.at.equals(value));
  return above && below;
}

/** The values that lie within both bounds; the caller knows that there are some. */
export function intersect(a: Bounds, b: Bounds): Bounds {
  return {
    lower: tighter(a.lower, b.lower, (x, y) => x.gt(y)),
    upper: tighter(a.upper, b.upper, (x, y) => x.lt(y)),
  };
}

/** The distance between the ends, or `undefined` where one is missing. */
export function widthOf({ lower, upper }: Bounds): Fraction | undefined {
  return lower === undefined || upper === undefined ? undefined : upper.at.sub(lower.at);
}

/** An end as decimal text, '' where there is none. Ends of printed figures are finite decimals, so nothing is rounded. */
export function formatEnd(end: End): string {
  return end === undefined ? '' : end.at.toString();
}

function printed(v: Fraction, p: Fraction): Bounds {
  const half = p.div(2);
  const sign = v.compare(0);
  // Zero may have been cut off from either side
  const lower = { at: sign > 0 ? v.sub(half) : v.sub(p), included: sign > 0 };
  const upper = { at: sign < 0 ? v.add(half) : v.add(p), included: sign < 0 };
  return { lower, upper };
}

function closed(lower: Fraction, upper: Fraction): Bounds {
  return { lower: { at: lower, included: true }, upper: { at: upper, included: true } };
}

function tighter(a: End, b: End, beats: (x: Fraction, y: Fraction) => boolean): End {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at.equals(b.at)) return { at: a.at, included: a.included && b.included };
  return beats(a.at, b.at) ? a : b;
}
