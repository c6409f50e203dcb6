/** Periods: a first and a last month, or day, both included. Pure functions over their text (ISO 8601). */
export type Period = { period_start: string; period_end: string };

export type Frequency = 'year' | 'half' | 'quarter' | 'month' | 'to-date' | 'days' | 'other';

/** How long a period is, in the terms of a statistical calendar; `to-date` starts in January with any other length. */
export function frequencyOf({ period_start, period_end }: Period): Frequency {
  if (period_start.length === 10) return 'days';
  const [startYear, startMonth] = yearAndMonth(period_start);
  const [endYear, endMonth] = yearAndMonth(period_end);
  if (startYear !== endYear) return 'other';
  const months = endMonth - startMonth + 1;
  if (months === 12) return 'year';
  if (months === 6 && endMonth % 6 === 0) return 'half';
  if (months === 3 && endMonth % 3 === 0) return 'quarter';
  if (months === 1) return 'month';
  return startMonth === 1 ? 'to-date' : 'other';
}

/** The same months, or days, one year earlier. */
export function yearBefore({ period_start, period_end }: Period): Period {
  return { period_start: minusOneYear(period_start), period_end: minusOneYear(period_end) };
}

/**
 * `2025`, `2025-04`, or `2025-01--2025-04`: the shortest form of ISO 8601, with its double hyphen for
 * an interval where a slash cannot stand.
 */
export function formatPeriodCode({ period_start, period_end }: Period): string {
  if (frequencyOf({ period_start, period_end }) === 'year') return period_start.slice(0, 4);
  return period_start === period_end ? period_start : `${period_start}--${period_end}`;
}

/** Year and month as numbers; the day is left out. */
export function yearAndMonth(date: string): [year: number, month: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
}

function minusOneYear(date: string): string {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0');
  return `${year}${date.slice(4).replace('-02-29', '-02-28')}`;
}

/** The last day of a date that may be known to the year or month only: 2026-03 is over on 2026-03-31. */
export function lastDayOf(date: string): string {
  if (date.length === 10) return date;
  const [year, month] = yearAndMonth(date.length === 4 ? `${date}-12` : date);
  // Day 0 of the month after is the last of this one
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
