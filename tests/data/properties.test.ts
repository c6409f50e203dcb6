import fc from 'fast-check';
import { Fraction } from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { boundsOf, contains } from '../../data/bounds.ts';
import { derive } from '../../data/derive.ts';
import { add, type Finite, HUNDRED, roundTo } from '../../data/interval.ts';
import { toObservationId } from '../../data/observation-id.ts';
import { read } from '../../data/read.ts';
import { resolve } from '../../data/resolve.ts';
import { balance } from '../../data/rules/balance.ts';
import { changeOnYear } from '../../data/rules/change-on-year.ts';
import { impliedLevel } from '../../data/rules/implied-level.ts';
import { toKnown } from '../../data/rules/known.ts';
import { remainder } from '../../data/rules/remainder.ts';
import type { Rule } from '../../data/rules/rule.ts';
import { share } from '../../data/rules/share.ts';
import { singlePeriod } from '../../data/rules/single-period.ts';
import { Claim, type Observation, type Qualifier } from '../../data/schema.ts';
import { claimLine, linesOf, resolveClaims, tables } from './fixture.ts';

type Cells = Record<string, string>;

const CODES = [
  'flow,import,imports,进口,In.,total',
  'regime,general,general trade,一般贸易,General.,all',
  'regime,border,border trade,边境贸易,Border.,all',
];

function known(claims: Cells[]) {
  const { dataset, issues } = read(
    tables({
      'codes.csv': [...linesOf('codes.csv'), ...CODES],
      'sources.csv': linesOf('sources.csv').filter((line) => !line.startsWith('weekly')),
      'claims.csv': [linesOf('claims.csv')[0] ?? '', ...claims.map(claimLine)],
    }),
  );
  if (dataset === undefined) throw new Error(`The fixture itself is invalid: ${JSON.stringify(issues)}`);
  return toKnown(resolve(dataset).observations, dataset.codes.rows, dataset.indicators.rows);
}

/** A printed figure above zero, some coarse and some fine. */
const figure = fc
  .record({
    units: fc.integer({ min: 2, max: 999 }),
    precision: fc.constantFrom('0.1', '1', '10', '100'),
    qualifier: fc.constantFrom('exact', 'about', 'estimated'),
  })
  .map(({ units, precision, qualifier }) => ({ value: new Fraction(units).mul(precision).toString(), precision, qualifier }));

/** Where between the ends of its bounds a number is drawn; the ends themselves often. */
const place = fc.oneof(fc.constantFrom(0, 1000), fc.integer({ min: 0, max: 1000 }));

function draw({ lower, upper }: Finite, at: number): Fraction {
  return upper.sub(lower).mul(at).div(1000).add(lower);
}

const within = (value: Fraction, { lower, upper }: Finite) => value.gte(lower) && value.lte(upper);
const published = ({ lower, upper }: Observation): Finite => ({ lower: new Fraction(lower), upper: new Fraction(upper) });

const months = (to: string) => ({ period_start: '2024-01', period_end: `2024-${to}` });

describe('the bounds of what is derived', () => {
  it.each<
    [name: string, rule: Rule, cells: Cells[], exact: (a: Fraction, b: Fraction, c: Fraction) => Fraction, most?: Fraction]
  >([
    [
      'a change on the year before',
      changeOnYear,
      [{}, { period_start: '2023-01', period_end: '2023-12' }],
      (a, b) => a.div(b).sub(1).mul(100),
    ],
    ['a share', share, [{ enterprise: 'private' }, {}], (a, b) => a.div(b).mul(100), HUNDRED],
    [
      'an implied level',
      impliedLevel,
      [{}, { measure: 'change-on-year', unit: 'percent', base_unit: 'CNY' }],
      (a, b) => a.div(b.div(100).add(1)),
    ],
    ['a remainder', remainder, [{}, { regime: 'general' }, { regime: 'border' }], (a, b, c) => a.sub(b).sub(c)],
    ['a balance', balance, [{ flow: 'export' }, { flow: 'import' }], (a, b) => a.sub(b)],
    ['a single period', singlePeriod, [months('04'), months('03')], (a, b) => a.sub(b)],
  ])('contain the exact result for any numbers drawn from those of the operands: %s', (_, rule, cells, exact, most) => {
    fc.assert(
      fc.property(fc.tuple(figure, figure, figure), fc.tuple(place, place, place), (figures, places) => {
        const all = known(cells.map((each, index) => ({ claim: `c${index}`, ...each, ...figures[index] })));
        const derivation = rule.derive(all)[0];
        // A part above its total has no share; every other rule must give something
        fc.pre(derivation !== undefined || most === undefined);
        if (derivation === undefined) throw new Error('The rule gives nothing');
        const zero = new Fraction(0);
        const [a = zero, b = zero, c = zero] = derivation.operands.map(({ bounds }, index) => draw(bounds, places[index] ?? 0));
        const result = exact(a, b, c);
        // A part above its total, or trade below nothing, are no numbers that could be
        fc.pre(most === undefined || result.lte(most));
        expect(within(result, derivation.bounds)).toBe(true);

        fc.pre(derivation.key.measure !== 'level' || derivation.key.flow === 'balance' || result.gte(0));
        const id = toObservationId(derivation.key);
        const observation = derive(all).derived.find((each) => each.observation === id);
        if (observation === undefined) throw new Error(`${id} is not published`);
        expect(within(result, published(observation))).toBe(true);
      }),
    );
  });

  it('contain the sum of any numbers drawn from those of two figures', () => {
    const end = fc.integer({ min: -999, max: 999 });
    const interval = fc
      .tuple(end, fc.nat(99))
      .map(([from, width]) => ({ lower: new Fraction(from), upper: new Fraction(from + width) }));
    fc.assert(
      fc.property(interval, interval, place, place, (a, b, x, y) => {
        const sum = add(a, b);
        expect(within(draw(a, x).add(draw(b, y)), sum as Finite)).toBe(true);
      }),
    );
  });

  it('are rounded outward: down ≤ value ≤ up, less than a place apart', () => {
    const places = fc.constantFrom('0.001', '0.1', '1', '100').map((each) => new Fraction(each));
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 9999 }), places, (numerator, denominator, to) => {
        const value = new Fraction(numerator, denominator);
        const [down, up, nearest] = (['down', 'up', 'nearest'] as const).map((each) => roundTo(value, to, each)) as [
          Fraction,
          Fraction,
          Fraction,
        ];
        expect(down.lte(value) && value.lte(up)).toBe(true);
        expect(up.sub(down).lte(to)).toBe(true);
        expect(nearest.equals(down) || nearest.equals(up)).toBe(true);
        expect(nearest.sub(value).abs().mul(2).lte(to)).toBe(true);
      }),
    );
  });
});

const columns = linesOf('claims.csv')[0]?.split(',') ?? [];

function claimOf(cells: Cells): Claim {
  const line = claimLine(cells).split(',');
  return Claim.parse(Object.fromEntries(columns.map((column, index) => [column, line[index]])));
}

/** A value to its last digit, cut off or rounded at a place; halves away from zero, as people round. */
function print(value: Fraction, to: Fraction, how: 'cut off' | 'rounded'): string {
  const size = roundTo(value.abs(), to, how === 'rounded' ? 'nearest' : 'down');
  return (value.lt(0) ? size.neg() : size).toString(30);
}

describe('the bounds of a claim', () => {
  it.each(['exact', 'about', 'estimated'] as Qualifier[])(
    'contain every value that it was rounded or cut off from: %s',
    (qualifier) => {
      fc.assert(
        fc.property(
          fc.integer({ min: -999_999, max: 999_999 }),
          fc.constantFrom('0.1', '1', '10', '100'),
          fc.constantFrom('cut off' as const, 'rounded' as const),
          (thousandths, precision, how) => {
            const value = new Fraction(thousandths, 1000);
            const printed = print(value, new Fraction(precision), how);
            const bounds = boundsOf(claimOf({ value: printed, precision, qualifier }), false);
            expect(bounds !== undefined && contains(bounds, value), `${value} printed as ${printed}`).toBe(true);
          },
        ),
        { numRuns: 500 },
      );
    },
  );

  it('of a count contain the count', () => {
    fc.assert(
      fc.property(
        fc.nat(99_999),
        fc.constantFrom('1', '10', '100'),
        fc.constantFrom('cut off' as const, 'rounded' as const),
        (count, precision, how) => {
          const value = new Fraction(count);
          const bounds = boundsOf(
            claimOf({ value: print(value, new Fraction(precision), how), precision, qualifier: 'exact' }),
            true,
          );
          expect(bounds !== undefined && contains(bounds, value)).toBe(true);
        },
      ),
    );
  });
});

/** How sources may print one true value, all of them right. */
const printing = fc.constantFrom<[Qualifier, 'cut off' | 'rounded']>(
  ['exact', 'cut off'],
  ['exact', 'rounded'],
  ['about', 'rounded'],
  ['more-than', 'cut off'],
);
const printed = fc.tuple(fc.constantFrom('1', '10', '100', '1000'), printing);

describe('a claim that agrees', () => {
  it('never widens the bounds of the observation', () => {
    let agreed = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), printed, printed, (tenths, ...printings) => {
        const value = new Fraction(tenths, 10);
        const claims = printings.map(([precision, [qualifier, how]], index) => ({
          claim: `c${index}`,
          source: ['daily-2025', 'weekly-2025'][index] ?? '',
          value: print(value, new Fraction(precision), how),
          precision,
          qualifier,
        }));
        const [alone] = resolveClaims(claims.slice(0, 1)).observations;
        const [together] = resolveClaims(claims).observations;
        if (alone === undefined || together === undefined) throw new Error('No observation');
        // The preferred value may lie outside the bounds of the other; then the claims do not agree
        fc.pre(together.status === 'stated');
        agreed += 1;
        expect(together.claims.toSorted()).toEqual(['c0', 'c1']);
        if (alone.lower !== '') expect(Number(together.lower)).toBeGreaterThanOrEqual(Number(alone.lower));
        if (alone.upper !== '') expect(Number(together.upper)).toBeLessThanOrEqual(Number(alone.upper));
        expect(together.lower === '' && alone.lower !== '').toBe(false);
        expect(together.upper === '' && alone.upper !== '').toBe(false);
        // Nor does it shut out the value that both were printed from
        if (together.lower !== '') expect(value.gte(together.lower)).toBe(true);
        if (together.upper !== '') expect(value.lte(together.upper)).toBe(true);
      }),
    );
    expect(agreed).toBeGreaterThan(50);
  });
});
