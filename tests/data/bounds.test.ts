import { Fraction } from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { boundsOf, contains, formatEnd, intersect } from '../../data/bounds.ts';
import { Claim, type Qualifier } from '../../data/schema.ts';
import { claimLine, linesOf } from './fixture.ts';

const columns = linesOf('claims.csv')[0]?.split(',') ?? [];

function bounds(value: string, precision: string, qualifier: Qualifier, isCount = false) {
  const cells = claimLine({ value, precision, qualifier }).split(',');
  return boundsOf(Claim.parse(Object.fromEntries(columns.map((column, i) => [column, cells[i]]))), isCount);
}

describe('bounds', () => {
  it.each<[value: string, precision: string, qualifier: Qualifier, lower: string, upper: string]>([
    ['100', '10', 'exact', '95', '110'],
    ['-100', '10', 'exact', '-110', '-95'],
    ['0', '0.1', 'exact', '-0.1', '0.1'],
    ['8.47', '0.01', 'exact', '8.465', '8.48'],
    ['100', '10', 'about', '90', '110'],
    ['100', '10', 'estimated', '90', '110'],
    ['100', '10', 'more-than', '100', ''],
    ['100', '10', 'nearly', '', '100'],
    ['100', '10', 'at-most', '', '100'],
  ])('of %s to the %s, %s, are %s and %s', (value, precision, qualifier, lower, upper) => {
    const found = bounds(value, precision, qualifier);
    expect([formatEnd(found?.lower), formatEnd(found?.upper)]).toEqual([lower, upper]);
  });

  it('of an exact count of whole things are the count itself', () => {
    const found = bounds('155', '1', 'exact', true);
    expect([formatEnd(found?.lower), formatEnd(found?.upper)]).toEqual(['155', '155']);
  });

  it('of a count printed to the ten are those of any figure', () => {
    expect(formatEnd(bounds('150', '10', 'exact', true)?.upper)).toBe('160');
  });

  it.each(['ambiguous', 'converted'] as const)('of an %s figure do not exist', (qualifier) => {
    expect(bounds('100', '10', qualifier)).toBeUndefined();
  });

  it.each([
    ['exact', '95', true],
    ['exact', '110', false],
    ['exact', '109.99', true],
    ['exact', '94.99', false],
    ['about', '110', true],
    ['more-than', '1000000', true],
    ['more-than', '99', false],
    ['nearly', '100', true],
  ] as const)('of 100 to the 10, %s, hold %s: %s', (qualifier, value, held) => {
    const found = bounds('100', '10', qualifier);
    expect(found && contains(found, new Fraction(value))).toBe(held);
  });

  it('of a figure below zero end without the value that rounds further down', () => {
    const found = bounds('-100', '10', 'exact');
    expect([found && contains(found, new Fraction(-110)), found && contains(found, new Fraction(-95))]).toEqual([false, true]);
  });

  it('of two figures meet in the narrower end of each', () => {
    const exact = bounds('100', '10', 'exact');
    const more = bounds('100', '10', 'more-than');
    const both = exact && more && intersect(exact, more);
    expect([formatEnd(both?.lower), formatEnd(both?.upper)]).toEqual(['100', '110']);
  });
});
