import { Fraction } from 'fraction.js';
import { type Period, yearBefore } from './period.ts';
import type { Observation } from './schema.ts';
import type { WordedPoint, Wording } from './wording/wording.ts';

/**
 * A series in words: its ends, its extremes, and the years between without a figure; '' for no series. A point is called the
 * highest only where its lower bound lies above the upper ones of all others and nobody contests any: printed figures are rounded.
 */
export function toTrend(series: readonly Observation[], wording: Wording, toWords: (point: Observation) => WordedPoint): string {
  const [first, last] = [series[0], series.at(-1)];
  if (first === undefined || last === undefined) return '';
  const [highest, lowest] = toExtremes(series);
  return wording.trend({
    first: toWords(first),
    last: toWords(last),
    highest: highest && toWords(highest),
    lowest: lowest && toWords(lowest),
    missing: toStretches(missingBetween(series, first, last)).flatMap((stretch) => {
      const words = stretch.map((period) => wording.period(period));
      const [from, to] = [words[0], words.at(-1)];
      return words.length > 2 && from && to ? [wording.stretch(from, to)] : words;
    }),
  });
}

function toExtremes(series: readonly Observation[]): (Observation | undefined)[] {
  if (series.some(({ status }) => status === 'contested')) return [];
  // A bound that is not known is no bound; two that are equal may be the same value
  const isAbove = ({ lower }: Observation, { upper }: Observation) =>
    lower !== '' && upper !== '' && new Fraction(lower).compare(upper) > 0;
  const others = (point: Observation) => series.filter((other) => other !== point);
  return [
    series.find((point) => others(point).every((other) => isAbove(point, other))),
    series.find((point) => others(point).every((other) => isAbove(other, point))),
  ];
}

/** Periods of years that follow each other. */
function toStretches(periods: readonly Period[]): Period[][] {
  const stretches: Period[][] = [];
  for (const period of periods) {
    const stretch = stretches.at(-1);
    if (stretch?.at(-1)?.period_start === yearBefore(period).period_start) stretch.push(period);
    else stretches.push([period]);
  }
  return stretches;
}

/** The same stretch of each year between, back from the last, of which nothing is known; oldest first. */
function missingBetween(series: readonly Observation[], first: Period, last: Period): Period[] {
  const known = new Set(series.map(({ period_start }) => period_start));
  const missing: Period[] = [];
  for (let period = yearBefore(last); period.period_start > first.period_start; period = yearBefore(period)) {
    if (!known.has(period.period_start)) missing.unshift(period);
  }
  return missing;
}
