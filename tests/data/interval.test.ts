import { Fraction } from 'fraction.js';
import { describe, expect, it } from 'vitest';
import {
  add,
  divide,
  hasBothEnds,
  type Interval,
  overlap,
  powerOfTenFrom,
  roundTo,
  scale,
  shift,
  subtract,
} from '../../data/interval.ts';

type Ends = [lower: number | undefined, upper: number | undefined];

const interval = ([lower, upper]: Ends): Interval => ({ lower: fraction(lower), upper: fraction(upper) });
const fraction = (end: number | undefined) => (end === undefined ? undefined : new Fraction(end));
const ends = ({ lower, upper }: Interval): Ends => [lower?.valueOf(), upper?.valueOf()];

describe('intervals', () => {
  it.each<[a: Ends, b: Ends, sum: Ends]>([
    [
      [1, 2],
      [10, 20],
      [11, 22],
    ],
    [
      [1, undefined],
      [10, 20],
      [11, undefined],
    ],
    [
      [undefined, 2],
      [10, undefined],
      [undefined, undefined],
    ],
  ])('%j + %j = %j', (a, b, sum) => {
    expect(ends(add(interval(a), interval(b)))).toEqual(sum);
  });

  it.each<[a: Ends, b: Ends, difference: Ends]>([
    [
      [10, 20],
      [1, 2],
      [8, 19],
    ],
    [
      [10, undefined],
      [1, 2],
      [8, undefined],
    ],
    [
      [10, 20],
      [1, undefined],
      [undefined, 19],
    ],
  ])('%j − %j = %j', (a, b, difference) => {
    expect(ends(subtract(interval(a), interval(b)))).toEqual(difference);
  });

  it.each<[a: Ends, b: Ends, quotient: Ends]>([
    [
      [10, 20],
      [2, 5],
      [2, 10],
    ],
    [
      [10, 20],
      [2, undefined],
      [undefined, 10],
    ],
    [
      [10, 20],
      [undefined, 5],
      [2, undefined],
    ],
    [
      [10, 20],
      [0, 5],
      [2, undefined],
    ],
    [
      [10, 20],
      [-5, 0],
      [undefined, undefined],
    ],
  ])('%j / %j = %j, which says nothing without a positive divisor', (a, b, quotient) => {
    expect(ends(divide(interval(a), interval(b)))).toEqual(quotient);
  });

  it('are scaled and shifted at both ends', () => {
    expect(ends(scale(interval([1, undefined]), new Fraction(100)))).toEqual([100, undefined]);
    expect(ends(shift(interval([undefined, 120]), new Fraction(-100)))).toEqual([undefined, 20]);
  });

  it.each<[a: Ends, b: Ends, common: number | undefined]>([
    [[1, 5], [3, 10], 2],
    [[1, 3], [3, 10], 0],
    [[1, 2], [3, 10], -1],
    [[1, undefined], [undefined, 5], 4],
    [[6, undefined], [undefined, 5], -1],
    [[1, undefined], [3, undefined], undefined],
  ])('%j and %j overlap by %j', (a, b, common) => {
    expect(overlap(interval(a), interval(b))?.valueOf()).toBe(common);
    expect(overlap(interval(b), interval(a))?.valueOf()).toBe(common);
  });

  it('have both ends or not', () => {
    expect([[1, 2] as Ends, [1, undefined] as Ends, [undefined, 2] as Ends].map((each) => hasBothEnds(interval(each)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('never lose a third', () => {
    const third = divide(interval([1, 1]), interval([3, 3])).lower;
    expect(third?.mul(3).equals(1)).toBe(true);
  });
});

describe('places', () => {
  it.each([
    ['1', '1'],
    ['3', '10'],
    ['10', '10'],
    ['10.1', '100'],
    ['0.1', '0.1'],
    ['0.02', '0.1'],
  ])('the smallest power of ten not below %s is %s', (width, power) => {
    expect(powerOfTenFrom(new Fraction(width)).toString()).toBe(power);
  });

  it.each([
    ['24', '10', '20', '30', '20'],
    ['25', '10', '20', '30', '30'],
    ['30', '10', '30', '30', '30'],
    ['-25', '10', '-30', '-20', '-20'],
    ['0.26', '0.1', '0.2', '0.3', '0.3'],
  ])('%s to the %s is %s down, %s up, %s nearest', (value, place, down, up, nearest) => {
    const rounded = (['down', 'up', 'nearest'] as const).map((each) => roundTo(new Fraction(value), new Fraction(place), each));
    expect(rounded.map(String)).toEqual([down, up, nearest]);
  });
});
