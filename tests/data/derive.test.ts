import fc from 'fast-check';
import { Fraction } from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { derive } from '../../data/derive.ts';
import { roundTo } from '../../data/interval.ts';
import { keyOf, toObservationId } from '../../data/observation-id.ts';
import { read } from '../../data/read.ts';
import { resolve } from '../../data/resolve.ts';
import { toKnown } from '../../data/rules/known.ts';
import type { Observation } from '../../data/schema.ts';
import { claimLine, linesOf, tables } from './fixture.ts';

type Cells = Record<string, string>;

const CODES = [
  'partner,bri,Belt and Road,一带一路,Partners.,world',
  'partner,bri-to-2022,Belt and Road to 2022,一带一路,Partners of then.,world',
  'flow,import,imports,进口,In.,total',
  'regime,general,general trade,一般贸易,General.,all',
  'regime,border,border trade,边境贸易,Border.,all',
  'regime,border-small,border small-scale trade,边境小额,Small.,border',
  'regime,border-exchange,exchange among residents,边民互市,Exchange.,border',
  'enterprise,foreign,foreign enterprises,外资企业,Foreign.,all',
  'unit,USD,dollars,美元,Dollars.,',
];

/** What the rules give for these claims: 100 yuan in 2024, to the yuan, unless told otherwise. */
function deriveFrom(claims: readonly Cells[], resolutions: string[] = []) {
  const { dataset, issues } = read(
    tables({
      'codes.csv': [...linesOf('codes.csv'), ...CODES],
      'indicators.csv': [
        'indicator,label_en,label_zh,definition,units,additive',
        'goods-trade,goods trade,货物贸易,Goods.,CNY USD vehicles,yes',
        'partners,partners,伙伴,Partners.,count,no',
      ],
      'sources.csv': linesOf('sources.csv').filter(
        (line) => !line.startsWith('weekly') || claims.some(({ source }) => source === 'weekly-2025'),
      ),
      'claims.csv': [linesOf('claims.csv')[0] ?? '', ...claims.map((cells) => claimLine({ precision: '1', ...cells }))],
      'resolutions.csv': [...linesOf('resolutions.csv'), ...resolutions],
    }),
  );
  if (dataset === undefined) throw new Error(`The fixture itself is invalid: ${JSON.stringify(issues)}`);
  const resolved = resolve(dataset);
  if (resolved.issues.length > 0) throw new Error(JSON.stringify(resolved.issues));
  return derive(toKnown(resolved.observations, dataset.codes.rows, dataset.indicators.rows));
}

const ids = (claims: readonly Cells[]) => deriveFrom(claims).derived.map(({ observation }) => observation);

const months = (from: string, to: string, year = '2024') => ({ period_start: `${year}-${from}`, period_end: `${year}-${to}` });
const year = (of: string) => months('01', '12', of);
const change = { measure: 'change-on-year', unit: 'percent', base_unit: 'CNY' };

const TOTAL = 'goods-trade_2024_xizang_world_total_operator-location_cny';
const TOTAL_2023 = 'goods-trade_2023_xizang_world_total_operator-location_cny';
const CHANGE = 'goods-trade_change-on-year_2024_xizang_world_total_operator-location_percent_cny';
const PRIVATE = 'goods-trade_2024_xizang_world_total_private_operator-location_cny';
const APRIL = 'goods-trade_2024-04_xizang_world_total_operator-location_cny';
const APRIL_BEFORE = APRIL.replace('2024', '2023');

describe('derive', () => {
  it('gives the change on the year before from two levels', () => {
    expect(
      deriveFrom([
        { claim: 'c1', value: '120' },
        { claim: 'c2', ...year('2023') },
      ]).derived,
    ).toEqual([
      {
        observation: CHANGE,
        indicator: 'goods-trade',
        measure: 'change-on-year',
        ...year('2024'),
        area: 'xizang',
        partner: 'world',
        flow: 'total',
        regime: 'all',
        enterprise: 'all',
        product: 'all',
        transport: 'all',
        basis: 'operator-location',
        // 119.5 / 101 = 1.1831… and 121 / 99.5 = 1.2160…
        value: '20',
        precision: '10',
        lower: '18.3',
        upper: '21.7',
        unit: 'percent',
        base_unit: 'CNY',
        qualifier: '',
        status: 'derived',
        reporter: '',
        source: '',
        claims: [],
        claims_against: [],
        claims_beside: [],
        rule: 'change-from-levels',
        formula: '(a / b − 1) × 100',
        operands: [TOTAL, TOTAL_2023],
        note: '',
        reason: '',
      } satisfies Observation,
    ]);
  });

  it('gives the share of the total', () => {
    expect(deriveFrom([{ claim: 'c1' }, { claim: 'c2', enterprise: 'private', value: '70' }]).derived).toMatchObject([
      {
        observation: 'goods-trade_share-of-area-total_2024_xizang_world_total_private_operator-location_percent_cny',
        // 69.5 / 101 = 0.6881… and 71 / 99.5 = 0.7135…
        value: '70',
        precision: '10',
        lower: '68.8',
        upper: '71.4',
        unit: 'percent',
        base_unit: 'CNY',
        rule: 'share-from-levels',
        formula: 'a / b × 100',
        operands: [PRIVATE, TOTAL],
      },
    ]);
  });

  it('gives no share above 100', () => {
    const { derived } = deriveFrom([{ claim: 'c1' }, { claim: 'c2', enterprise: 'private', value: '100' }]);
    expect(derived).toMatchObject([{ value: '100', lower: '98.5', upper: '100' }]);
  });

  // Skipped because it never ends: the bounds 108.4 to 100 send powerOfTenFrom (interval.ts) into an endless loop
  it('gives no share of a part that exceeds its total, which is for a check to say', () => {
    expect(ids([{ claim: 'c1' }, { claim: 'c2', enterprise: 'private', value: '110' }])).toEqual([]);
  });

  it.each([
    ['of two breakdowns at once', { enterprise: 'private', partner: 'NP' }],
    ['of exports', { flow: 'export' }],
  ])('gives no share %s', (_, cells) => {
    expect(ids([{ claim: 'c1' }, { claim: 'c2', value: '70', ...cells }])).toEqual([]);
  });

  it('gives the level of the year before from a level and its change', () => {
    expect(
      deriveFrom([
        { claim: 'c1', value: '120' },
        { claim: 'c2', ...change, value: '20' },
      ]).derived,
    ).toMatchObject([
      {
        observation: TOTAL_2023,
        // 119.5 / 1.21 = 98.76… and 121 / 1.195 = 101.25…
        value: '100',
        precision: '10',
        lower: '98.7',
        upper: '101.3',
        unit: 'CNY',
        base_unit: '',
        rule: 'level-from-change',
        formula: 'a / (1 + b / 100)',
        operands: [TOTAL, CHANGE],
        note: expect.stringMatching(/revised/),
      },
    ]);
  });

  it.each([
    ['regimes', { regime: 'general' }, { regime: 'border' }, ['not-itemised', 'general', 'border']],
    ['enterprises', { enterprise: 'private' }, { enterprise: 'foreign' }, ['enterprises-not-itemised', 'private', 'foreign']],
  ])('gives what the %s leave of a total', (_, one, other, [rest, ...parts]) => {
    const claims = [{ claim: 'c1' }, { claim: 'c2', ...one, value: '60' }, { claim: 'c3', ...other, value: '30' }];
    const of = (code?: string) => `goods-trade_2024_xizang_world_total_${code}_operator-location_cny`;
    expect(deriveFrom(claims).derived.filter(({ rule }) => rule === 'remainder')).toMatchObject([
      {
        observation: of(rest),
        // 99.5 − 61 − 31 and 101 − 59.5 − 29.5
        value: '10',
        precision: '10',
        lower: '7.5',
        upper: '12',
        formula: 'a − b − c',
        operands: [TOTAL, ...parts.map(of)],
      },
    ]);
  });

  it.each([
    ['a code above instead of those below it', [{ regime: 'border' }, { regime: 'border-small' }], ['general', 'border']],
    ['the codes below one that is not known', [{ regime: 'border-small' }], ['general', 'border-small']],
  ])('takes %s for a remainder', (_, known, parts) => {
    const claims = [{ claim: 'c1' }, { claim: 'c2', regime: 'general', value: '60' }];
    const { derived } = deriveFrom([...claims, ...known.map((cells, i) => ({ claim: `p${i}`, value: '20', ...cells }))]);
    expect(derived.filter(({ rule }) => rule === 'remainder')).toMatchObject([
      {
        value: '20',
        formula: 'a − b − c',
        operands: [TOTAL, ...parts.map((code) => `goods-trade_2024_xizang_world_total_${code}_operator-location_cny`)],
      },
    ]);
  });

  it.each([
    ['a single part', [{ regime: 'general' }]],
    ['a part without an end', [{ regime: 'general' }, { regime: 'border', qualifier: 'more-than' }]],
    ['an ambiguous part', [{ regime: 'general' }, { regime: 'border', qualifier: 'ambiguous' }]],
  ])('gives no remainder beside %s', (_, parts) => {
    const { derived } = deriveFrom([{ claim: 'c1' }, ...parts.map((cells, i) => ({ claim: `p${i}`, value: '20', ...cells }))]);
    expect(derived.filter(({ rule }) => rule === 'remainder')).toEqual([]);
  });

  it('gives the balance, exports before imports', () => {
    const of = (flow: string) => `goods-trade_2024_xizang_world_${flow}_operator-location_cny`;
    expect(
      deriveFrom([
        { claim: 'c1', flow: 'import', value: '70' },
        { claim: 'c2', flow: 'export', value: '30' },
      ]).derived,
    ).toMatchObject([
      {
        observation: of('balance'),
        // 29.5 − 71 and 31 − 69.5
        value: '-40',
        precision: '10',
        lower: '-41.5',
        upper: '-38.5',
        rule: 'balance',
        formula: 'a − b',
        operands: [of('export'), of('import')],
      },
    ]);
  });

  it('gives April from January to April less January to March, and says that it may hold revisions', () => {
    const of = (period: string) => `goods-trade_${period}_xizang_world_total_operator-location_cny`;
    expect(
      deriveFrom([
        { claim: 'c1', ...months('01', '03'), value: '70' },
        { claim: 'c2', ...months('01', '04') },
      ]).derived,
    ).toMatchObject([
      {
        observation: APRIL,
        ...months('04', '04'),
        // 99.5 − 71 and 101 − 69.5
        value: '30',
        precision: '10',
        lower: '28.5',
        upper: '31.5',
        rule: 'single-period',
        formula: 'a − b',
        operands: [of('2024-01--2024-04'), of('2024-01--2024-03')],
        note: expect.stringMatching(/may hold revisions/),
      },
    ]);
  });

  it.each([
    ['the second quarter', ['01', '06'], ['01', '03'], '2024-04--2024-06'],
    ['the second half year', ['01', '12'], ['01', '06'], '2024-07--2024-12'],
    ['the fourth quarter', ['01', '12'], ['01', '09'], '2024-10--2024-12'],
    ['December', ['01', '12'], ['01', '11'], '2024-12'],
    ['May, from a stretch that begins in April', ['04', '05'], ['04', '04'], '2024-05'],
  ] as [string, [string, string], [string, string], string][])('gives %s', (_, long, short, period) => {
    expect(
      ids([
        { claim: 'c1', ...months(...long) },
        { claim: 'c2', ...months(...short), value: '70' },
      ]),
    ).toEqual([`goods-trade_${period}_xizang_world_total_operator-location_cny`]);
  });

  it.each([
    ['April to May', months('01', '05'), months('01', '03')],
    ['March to May, no calendar quarter', months('01', '05'), months('01', '02')],
    ['March to December', months('01', '12'), months('01', '02')],
    ['January, from stretches that end together', months('01', '03'), months('02', '03')],
    ['twelve months of two years', { period_start: '2023-01', period_end: '2024-01' }, months('01', '06', '2023')],
    ['days', { period_start: '2024-01-01', period_end: '2024-04-30' }, { period_start: '2024-01-01', period_end: '2024-03-31' }],
  ])('gives no single period of %s', (_, long, short) => {
    expect(
      ids([
        { claim: 'c1', ...long },
        { claim: 'c2', ...short, value: '70' },
      ]),
    ).toEqual([]);
  });

  it('gives no single period and no remainder of what does not add up', () => {
    const partners = { indicator: 'partners', unit: 'count' };
    expect(
      ids([
        { claim: 'c1', ...partners, ...months('01', '04') },
        { claim: 'c2', ...partners, ...months('01', '03'), value: '70' },
        { claim: 'c3', ...partners, ...months('01', '04'), regime: 'general', value: '60' },
        { claim: 'c4', ...partners, ...months('01', '04'), regime: 'border', value: '50' },
      ]),
    ).toEqual([]);
  });

  it('gives nothing on a key that a source states, even if ambiguously', () => {
    const levels = [
      { claim: 'c1', value: '120' },
      { claim: 'c2', ...year('2023') },
    ];
    expect(ids([...levels, { claim: 'c3', ...change, value: '20' }])).toEqual([]);
    expect(ids([...levels, { claim: 'c3', ...change, value: '20', qualifier: 'ambiguous' }])).toEqual([]);
  });

  it('does not derive from what is derived', () => {
    // 2023 follows from the change; the share of 50 in it, and the change on a known 2022, would be second-hand
    expect(
      ids([
        { claim: 'c1', value: '120' },
        { claim: 'c2', ...change, value: '20' },
        { claim: 'c3', ...year('2023'), enterprise: 'private', value: '50' },
        { claim: 'c4', ...year('2022'), value: '80' },
      ]),
    ).toEqual([TOTAL_2023]);
  });

  it.each(['ambiguous', 'converted', 'more-than', 'nearly', 'at-most'])(
    'does not derive from a level that is %s',
    (qualifier) => {
      expect(ids([{ claim: 'c1' }, { claim: 'c2', ...year('2023'), qualifier }])).toEqual([]);
      expect(
        ids([
          { claim: 'c1', qualifier },
          { claim: 'c2', ...year('2023') },
        ]),
      ).toEqual([]);
    },
  );

  it('derives from a contested level, with the value that was preferred', () => {
    const claims = [{ claim: 'c1' }, { claim: 'c2', value: '120', source: 'weekly-2025' }, { claim: 'c3', ...year('2023') }];
    expect(deriveFrom(claims, [`${TOTAL},c2,weekly-2025,It is final.`]).derived).toMatchObject([
      { observation: CHANGE, value: '20' },
    ]);
  });

  it.each([
    ['CNY and USD', { unit: 'CNY' }, { unit: 'USD' }],
    ['two bases', { basis: 'operator-location' }, { basis: 'port' }],
    ['two areas of partners', { partner: 'bri' }, { partner: 'bri-to-2022' }],
    ['two regimes', { regime: 'border' }, { regime: 'border-small' }],
    ['two flows', { flow: 'total' }, { flow: 'export' }],
  ])('never mixes %s', (_, one, other) => {
    const before = { ...year('2023'), value: '80' };
    expect(
      ids([
        { claim: 'c1', ...one },
        { claim: 'c2', ...before, ...other },
      ]),
    ).toEqual([]);
    expect(
      ids([
        { claim: 'c1', ...one },
        { claim: 'c2', ...before, ...one },
      ]),
    ).toHaveLength(1);
  });

  it('never takes a change in dollars for one in yuan', () => {
    expect(
      ids([
        { claim: 'c1', value: '120' },
        { claim: 'c2', ...change, base_unit: 'USD', value: '20' },
      ]),
    ).toEqual([]);
  });

  it.each([
    // 32.5 / 1.11 to 34 / 1.095 is 1.8 wide, the difference of the stretches 3
    ['level-from-change', { value: '10' }],
    // 32.5 / 1.2 to 34 / 1.05 is 5.3 wide
    ['single-period', { value: '10', precision: '10' }],
  ])('takes the narrower bounds where two rules give one key: %s', (rule, rate) => {
    const claims = [
      { claim: 'c1', ...months('01', '04', '2023') },
      { claim: 'c2', ...months('01', '03', '2023'), value: '70' },
      { claim: 'c3', ...months('04', '04', '2024'), value: '33' },
      { claim: 'c4', ...months('04', '04', '2024'), ...change, ...rate },
    ];
    const { derived, disagreements } = deriveFrom(claims);
    expect(derived.filter(({ observation }) => observation === APRIL_BEFORE)).toMatchObject([{ value: '30', rule }]);
    expect(disagreements).toEqual([]);
  });

  it('reports two rules whose bounds have no value in common', () => {
    const claims = [
      { claim: 'c1', ...months('01', '04', '2023') },
      { claim: 'c2', ...months('01', '03', '2023'), value: '70' },
      { claim: 'c3', ...months('04', '04', '2024'), value: '66' },
      { claim: 'c4', ...months('04', '04', '2024'), ...change, value: '10' },
    ];
    expect(deriveFrom(claims).disagreements).toEqual([
      { observation: APRIL_BEFORE, rules: ['level-from-change', 'single-period'] },
    ]);
  });

  it('reports bounds without a common value even where the narrowest lie between them', () => {
    const about = { qualifier: 'about', precision: '10' };
    const claims = [
      // 60 to 100
      { claim: 'c1', ...months('01', '04'), ...about, value: '200' },
      { claim: 'c2', ...months('01', '03'), ...about, value: '120' },
      // 110 to 150
      { claim: 'c3', ...months('02', '04'), ...about, value: '190' },
      { claim: 'c4', ...months('02', '03'), ...about, value: '60' },
      // 94 to 115.5
      { claim: 'c5', ...months('03', '04'), ...about, value: '210' },
      { claim: 'c6', ...months('03', '03'), value: '105' },
    ];
    const { disagreements } = deriveFrom(claims);
    expect(disagreements.map(({ observation }) => observation)).toContain(APRIL);
  });

  it.each([
    ['a remainder of parts that add up to 101', [{}, { regime: 'general', value: '60' }, { regime: 'border', value: '41' }]],
    ['a share of 101 of 100', [{}, { enterprise: 'private', value: '101' }]],
    ['an April of 100 less 101', [months('01', '04'), { ...months('01', '03'), value: '101' }]],
  ])('keeps the value within the published bounds: %s', (_, claims) => {
    const { derived } = deriveFrom(claims.map((cells, i) => ({ claim: `c${i}`, ...cells })));
    expect(derived.length).toBeGreaterThan(0);
    for (const each of derived) expect(outsideOf(each), JSON.stringify(each)).toBe(false);
  });

  it('words a count in whole things, and a rate of counts to a tenth', () => {
    const count = { unit: 'vehicles' };
    const { derived } = deriveFrom([
      { claim: 'c1', ...count, flow: 'export', value: '60' },
      { claim: 'c2', ...count, flow: 'import', value: '40' },
      { claim: 'c3', ...count, flow: 'import', ...year('2023'), value: '30' },
    ]);
    expect(derived.map(({ value, precision, lower, upper }) => [value, precision, lower, upper])).toEqual([
      ['33.333', '0.1', '33.333', '33.334'],
      ['20', '1', '20', '20'],
    ]);
  });

  it('gives the same whatever the order of the claims', () => {
    const claims = [
      { claim: 'c1', value: '120' },
      { claim: 'c2', ...year('2023') },
      { claim: 'c3', regime: 'general', value: '60' },
      { claim: 'c4', regime: 'border', value: '30' },
      { claim: 'c5', flow: 'export', value: '70' },
      { claim: 'c6', flow: 'import', value: '50' },
      { claim: 'c7', ...months('01', '03'), value: '20' },
      { claim: 'c8', ...months('01', '06'), value: '55' },
      { claim: 'c9', ...change, regime: 'border', value: '20' },
    ];
    const expected = deriveFrom(claims).derived;
    expect(new Set(expected.map(({ rule }) => rule)).size).toBe(6);
    fc.assert(
      fc.property(fc.shuffledSubarray(claims, { minLength: claims.length }), (shuffled) => {
        expect(deriveFrom(shuffled).derived).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

function outsideOf({ value, lower, upper }: Observation): boolean {
  return Number(value) < Number(lower) || Number(value) > Number(upper);
}

describe('the derived observations of the real tables', () => {
  const outcome = computeTables();
  if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues, null, 1));
  const { observations } = outcome.computed;
  const derived = observations.filter(({ status }) => status === 'derived');
  const known = new Map(observations.filter(({ status }) => status !== 'derived').map((each) => [each.observation, each]));
  const counts = new Set(outcome.dataset.codes.rows.filter(({ parent }) => parent === 'count').map(({ code }) => code));
  const operandsOf = ({ operands }: Observation) => operands.map((id) => known.get(id));

  it('lie within their bounds', () => {
    expect(derived.filter((each) => each.lower === '' || each.upper === '' || outsideOf(each))).toEqual([]);
  });

  it('stand on keys that no source states, and each once', () => {
    expect(derived.filter(({ observation }) => known.has(observation))).toEqual([]);
    expect(new Set(derived.map(({ observation }) => observation)).size).toBe(derived.length);
  });

  it('start from stated or contested observations with both bounds', () => {
    const unfit = derived.filter((each) =>
      operandsOf(each).some((operand) => operand === undefined || operand.lower === '' || operand.upper === ''),
    );
    expect(unfit).toEqual([]);
    const qualifiers = new Set(derived.flatMap((each) => operandsOf(each).map((operand) => operand?.qualifier)));
    expect([...qualifiers].toSorted()).toEqual(['about', 'exact']);
  });

  it('have one letter in the formula for each operand', () => {
    const letters = (formula: string) => new Set(formula.match(/[a-z]/g)).size;
    expect(derived.filter(({ formula, operands }) => letters(formula) !== operands.length)).toEqual([]);
  });

  it('count in whole things', () => {
    const levels = derived.filter(({ measure, unit }) => measure === 'level' && counts.has(unit));
    expect(levels.length).toBeGreaterThan(0);
    const broken = levels.filter((each) =>
      [each.value, each.precision, each.lower, each.upper].some((text) => text.includes('.')),
    );
    expect(broken.map(({ observation, precision }) => [observation, precision])).toEqual([]);
  });

  it('speak of levels that are not negative and shares that are not above 100', () => {
    const levels = derived.filter(({ measure, flow }) => measure === 'level' && flow !== 'balance');
    expect(levels.filter(({ lower }) => Number(lower) < 0)).toEqual([]);
    const shares = derived.filter(({ measure }) => measure === 'share-of-area-total');
    expect(shares.filter(({ lower, upper }) => Number(lower) < 0 || Number(upper) > 100)).toEqual([]);
  });

  const byHand: Record<string, (a: number, b: number, ...more: number[]) => number> = {
    'change-from-levels': (a, b) => (a / b - 1) * 100,
    'share-from-levels': (a, b) => (a / b) * 100,
    'level-from-change': (a, b) => a / (1 + b / 100),
    remainder: (a, b, ...more) => more.reduce((rest, part) => rest - part, a - b),
    balance: (a, b) => a - b,
    'single-period': (a, b) => a - b,
  };

  it('follow the six rules and no other', () => {
    expect([...new Set(derived.map(({ rule }) => rule))].toSorted()).toEqual(Object.keys(byHand).toSorted());
  });

  it.each(Object.entries(byHand))('come out the same when a reader recomputes them by hand: %s', (rule, compute) => {
    const instances = derived.filter((each) => each.rule === rule);
    expect(instances.length).toBeGreaterThan(0);
    const wrong = instances.filter((each) => {
      const [a = Number.NaN, b = Number.NaN, ...more] = operandsOf(each).map((operand) => Number(operand?.value));
      const found = compute(a, b, ...more);
      // Counts are published in whole things, all else to a hundredth of the precision
      const place = Math.max(Number(each.precision) / 100, counts.has(each.unit) ? 1 : 0);
      const tiny = Math.abs(found) * 1e-12;
      const near = Math.abs(found - Number(each.value)) <= place / 2 + tiny;
      return !near || found < Number(each.lower) - tiny || found > Number(each.upper) + tiny;
    });
    expect(wrong).toEqual([]);
  });
});

describe('the words of derived values', () => {
  it('lie within the published bounds, or are what all within them rounds to, and are never nothing', () => {
    const outcome = computeTables();
    if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
    const derived = outcome.computed.observations.filter(({ status }) => status === 'derived');
    const worded = derived.map(({ observation, value, precision, lower, upper }) => {
      const [rounded, least, most] = [value, lower, upper].map((each) =>
        roundTo(new Fraction(each), new Fraction(precision), 'nearest'),
      ) as [Fraction, Fraction, Fraction];
      const certain = rounded.equals(least) && rounded.equals(most) && Math.abs(Number(rounded) / Number(value) - 1) < 0.0051;
      const within = certain || (rounded.gte(lower) && rounded.lte(upper));
      return { observation, fine: within && (!rounded.equals(0) || Number(value) === 0) };
    });
    expect(worded.length).toBeGreaterThan(400);
    expect(worded.filter(({ fine }) => !fine)).toEqual([]);
  });

  it('do not contradict each other: exports and imports that are derived make the total', () => {
    const outcome = computeTables();
    if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
    const byId = new Map(outcome.computed.observations.map((each) => [each.observation, each]));
    const apart = outcome.computed.observations.filter((total) => {
      if (total.measure !== 'level' || total.flow !== 'total' || total.lower === '' || total.upper === '') return false;
      const [exports, imports] = ['export', 'import'].map((flow) => byId.get(toObservationId({ ...keyOf(total), flow })));
      if (!exports?.lower || !exports.upper || !imports?.lower || !imports.upper) return false;
      return (
        Number(exports.lower) + Number(imports.lower) > Number(total.upper) ||
        Number(exports.upper) + Number(imports.upper) < Number(total.lower)
      );
    });
    expect(apart.map(({ observation }) => observation)).toEqual([]);
  });
});
