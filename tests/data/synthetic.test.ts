import { expect, it } from 'vitest';
import { formatIssues } from '../../data/commands/tables.ts';
import { compute } from '../../data/compute.ts';
import { toSyntheticTables } from '../bench/synthetic.ts';

const bytesOf = (tables: ReadonlyMap<string, string>) =>
  new Map([...tables].map(([file, text]) => [file, new TextEncoder().encode(text)]));

it.each([500, 1000, 2017])('the tables that are made for the bench have no issue, and make %i observations', (size) => {
  const outcome = compute(bytesOf(toSyntheticTables(size)));
  if (outcome.status === 'invalid') throw new Error(formatIssues(outcome.issues.slice(0, 5)));
  const { observations, checks, facts } = outcome.computed;
  expect(observations).toHaveLength(size);
  expect(new Set(observations.map(({ rule }) => rule))).toEqual(
    new Set(['', 'change-from-levels', 'share-from-levels', 'level-from-change', 'balance', 'single-period']),
  );
  expect(checks.length).toBeGreaterThan(size / 4);
  expect(checks.filter(({ result }) => result !== 'holds')).toEqual([]);
  expect(facts.length).toBeGreaterThanOrEqual(25);
});

it('they are the same each time, and too few are refused', () => {
  expect(toSyntheticTables(600)).toEqual(toSyntheticTables(600));
  expect(() => toSyntheticTables(300)).toThrow('300 observations are too few');
});
