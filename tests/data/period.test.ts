import { expect, it } from 'vitest';
import { formatPeriodCode, frequencyOf, yearBefore } from '../../data/period.ts';

it.each([
  ['2025-01', '2025-12', 'year', '2025'],
  ['2025-01', '2025-06', 'half', '2025-01--2025-06'],
  ['2025-07', '2025-12', 'half', '2025-07--2025-12'],
  ['2025-04', '2025-06', 'quarter', '2025-04--2025-06'],
  ['2025-04', '2025-04', 'month', '2025-04'],
  ['2025-01', '2025-04', 'to-date', '2025-01--2025-04'],
  ['2025-02', '2025-04', 'other', '2025-02--2025-04'],
  ['2011-01', '2015-12', 'other', '2011-01--2015-12'],
  ['2025-05-16', '2025-05-20', 'days', '2025-05-16--2025-05-20'],
])('%s to %s is a %s with the code %s', (period_start, period_end, frequency, code) => {
  expect(frequencyOf({ period_start, period_end })).toBe(frequency);
  expect(formatPeriodCode({ period_start, period_end })).toBe(code);
});

it('the year before has the same months', () => {
  expect(yearBefore({ period_start: '2025-01', period_end: '2025-04' })).toEqual({
    period_start: '2024-01',
    period_end: '2024-04',
  });
});
