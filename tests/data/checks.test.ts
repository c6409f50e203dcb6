import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { compute } from '../../data/compute.ts';
import { formatIssue } from '../../data/issue.ts';
import type { Check } from '../../data/schema.ts';
import { claimLine, linesOf, tables } from './fixture.ts';

type Cells = Record<string, string>;

const CODES = [
  'flow,import,imports,进口,In.,total',
  'flow,balance,balance,差额,Out less in.,',
  'regime,general,general trade,一般贸易,General.,all',
  'regime,border,border trade,边境贸易,Border.,all',
  'enterprise,foreign,foreign enterprises,外资企业,Foreign.,all',
  'unit,USD,dollars,美元,Dollars.,',
];

/** What comes of these claims: 100 yuan in 2024, to the yuan, unless told otherwise. */
function outcomeOf(claims: readonly Cells[], explanations: string[] = []) {
  return compute(
    tables({
      'codes.csv': [...linesOf('codes.csv'), ...CODES],
      'indicators.csv': [linesOf('indicators.csv')[0] ?? '', 'goods-trade,goods trade,货物贸易,Goods.,CNY USD vehicles,yes'],
      'sources.csv': linesOf('sources.csv').filter((line) => !line.startsWith('weekly')),
      'claims.csv': [linesOf('claims.csv')[0] ?? '', ...claims.map((cells) => claimLine({ precision: '1', ...cells }))],
      'facts.csv': linesOf('facts.csv').slice(0, 1),
      'explanations.csv': [...linesOf('explanations.csv'), ...explanations],
    }),
  );
}

function checksOf(claims: readonly Cells[], explanations: string[] = []): readonly Check[] {
  const outcome = outcomeOf(claims, explanations);
  if (outcome.status === 'invalid') throw new Error(outcome.issues.map(formatIssue).join('\n'));
  return outcome.computed.checks;
}

function issuesOf(claims: readonly Cells[], explanations: string[] = []): string[] {
  const outcome = outcomeOf(claims, explanations);
  return outcome.status === 'invalid' ? outcome.issues.map(formatIssue) : [];
}

const rulesOf = (claims: readonly Cells[]) => checksOf(claims).map(({ rule }) => rule);

const id = (of: string) => `goods-trade_2024_xizang_world_${of}`;
const TOTAL = id('total_operator-location_cny');
const EXPORT = id('export_operator-location_cny');
const IMPORT = id('import_operator-location_cny');
const BALANCE = id('balance_operator-location_cny');
const PRIVATE = id('total_private_operator-location_cny');
const GENERAL = id('total_general_operator-location_cny');
const BORDER = id('total_border_operator-location_cny');
const SHARE = 'goods-trade_share-of-area-total_2024_xizang_world_total_private_operator-location_percent_cny';
const CHANGE = 'goods-trade_change-on-year_2024_xizang_world_total_operator-location_percent_cny';
const BEFORE = 'goods-trade_2023_xizang_world_total_operator-location_cny';

const exports = { claim: 'x', flow: 'export', value: '70' };
const imports = { claim: 'm', flow: 'import', value: '30' };
const general = { claim: 'g', regime: 'general', value: '60' };
const before = { claim: 'b', period_start: '2023-01', period_end: '2023-12' };
const change = { claim: 'c', measure: 'change-on-year', unit: 'percent', base_unit: 'CNY' };
const share = { claim: 's', measure: 'share-of-area-total', enterprise: 'private', unit: 'percent', base_unit: 'CNY' };
const private_ = { claim: 'p', enterprise: 'private', value: '70' };

/** The same figures with one that is off: what holds, and by how much; what fails, and by how much. */
const examples: [id: string, holding: Cells[], slack: string, failing: Cells[], issue: string][] = [
  [
    `exports-plus-imports_${TOTAL}`,
    [{ claim: 't' }, exports, imports],
    '1.5',
    [{ claim: 't', value: '110' }, exports, imports],
    `a = b + c, with a = ${TOTAL} (110), b = ${EXPORT} (70), c = ${IMPORT} (30). Stated is what lies between 109.5 and 111, computed between 99 and 102.`,
  ],
  [
    `part-of-total_${EXPORT}_by-flow`,
    [{ claim: 't' }, exports],
    '1.5',
    [{ claim: 't' }, { ...exports, value: '110' }],
    `a ≤ b, with a = ${EXPORT} (110), b = ${TOTAL} (100). Stated is what lies between 109.5 and 111, computed between −∞ and 101.`,
  ],
  [
    `share-from-levels_${SHARE}`,
    [{ claim: 't' }, private_, { ...share, value: '70' }],
    '1.5',
    [{ claim: 't' }, private_, { ...share, value: '50' }],
    `a = b / c × 100, with a = ${SHARE} (50), b = ${PRIVATE} (70), c = ${TOTAL} (100). Stated is what lies between 49.5 and 51, computed between 68.811881 and 71.356784.`,
  ],
  [
    `change-from-levels_${CHANGE}`,
    [{ claim: 't', value: '120' }, before, { ...change, value: '20' }],
    '1.5',
    [{ claim: 't', value: '120' }, before, { ...change, value: '30' }],
    `a = (b / c − 1) × 100, with a = ${CHANGE} (30), b = ${TOTAL} (120), c = ${BEFORE} (100). Stated is what lies between 29.5 and 31, computed between 18.316831 and 21.608041.`,
  ],
  [
    `balance_${BALANCE}`,
    [exports, imports, { claim: 'b', flow: 'balance', value: '40' }],
    '1.5',
    [exports, imports, { claim: 'b', flow: 'balance', value: '50' }],
    `a = b − c, with a = ${BALANCE} (50), b = ${EXPORT} (70), c = ${IMPORT} (30). Stated is what lies between 49.5 and 51, computed between 38.5 and 41.5.`,
  ],
];

describe('check', () => {
  it.each(examples)('%s holds, with the slack that is left', (check, holding, slack) => {
    expect(checksOf(holding).find((each) => each.check === check)).toMatchObject({ slack, result: 'holds', reason: '' });
  });

  it.each(examples)('%s fails, and the issue says with which values and what to do', (check, _, __, failing, issue) => {
    expect(issuesOf(failing)).toEqual([
      expect.stringContaining(
        `The check ${check} fails: ${issue} Correct a claim, or explain the difference in explanations.csv.`,
      ),
    ]);
  });

  it('points at the value of the claim that fails', () => {
    const [issue] = issuesOf([exports, imports, { claim: 'b', flow: 'balance', value: '50' }]);
    expect(issue).toMatch(/^data\/tables\/claims\.csv:4:\d+: The check balance_/);
  });

  it('holds parts against their total', () => {
    const border = { claim: 'r', regime: 'border', value: '30' };
    expect(checksOf([{ claim: 't' }, general, border]).find(({ rule }) => rule === 'parts-of-total')).toMatchObject({
      formula: 'a ≥ b + c',
      observation: TOTAL,
      operands: [GENERAL, BORDER],
      computed_lower: '89',
      computed_upper: '',
      // 101 − 99.5: whatever the parts leave
      slack: '1.5',
      result: 'holds',
    });
    expect(issuesOf([{ claim: 't' }, general, { ...border, value: '50' }])).toEqual([
      expect.stringMatching(
        /The check parts-of-total_\S+ fails: .* \(100\), .* between 99\.5 and 101, computed between 109 and ∞\./,
      ),
    ]);
  });

  it('holds the rate between yuan and dollars against what is plausible', () => {
    const dollars = { claim: 'd', unit: 'USD' };
    expect(checksOf([{ claim: 't', value: '700' }, dollars])).toMatchObject([
      {
        rule: 'exchange-rate',
        value: '',
        lower: '6',
        upper: '7.4',
        // 699.5 / 101 and 701 / 99.5
        computed_lower: '6.925742',
        computed_upper: '7.045227',
        unit: 'CNY per USD',
        slack: '0.119483',
        result: 'holds',
      },
    ]);
    const [issue] = issuesOf([{ claim: 't', value: '900' }, dollars]);
    expect(issue).toMatch(/The check exchange-rate_\S+ fails: .*8\.90594.*9\.055277/);
    // The observation is 900 yuan; 6 to 7.4 are yuan per dollar, and not its bounds
    expect(issue).not.toMatch(/a = \S+ \(, /);
    expect(issue).toMatch(/900/);
  });

  it('does not let a longer stretch of months come to less than a shorter one', () => {
    const [march, april] = ['2024-03', '2024-04'].map((period_end) => ({
      claim: period_end,
      period_start: '2024-01',
      period_end,
    }));
    expect(checksOf([{ ...march, value: '90' }, april ?? {}]).find(({ rule }) => rule === 'longer-stretch')).toMatchObject({
      formula: 'a ≤ b',
      result: 'holds',
    });
    expect(issuesOf([{ ...march, value: '110' }, april ?? {}])).toEqual([
      expect.stringMatching(/The check longer-stretch_\S+ fails/),
    ]);
  });

  it('publishes what is stated, what is computed, and how far they overlap', () => {
    expect(checksOf([exports, imports, { claim: 'b', flow: 'balance', value: '40' }])).toEqual([
      {
        check: `balance_${BALANCE}`,
        rule: 'balance',
        formula: 'a = b − c',
        observation: BALANCE,
        operands: [EXPORT, IMPORT],
        value: '40',
        lower: '39.5',
        upper: '41',
        computed_lower: '38.5',
        computed_upper: '41.5',
        unit: 'CNY',
        slack: '1.5',
        result: 'holds',
        reason: '',
      },
    ]);
  });

  it('gives each check an id of its own, also where one total has parts by regime and by enterprise', () => {
    const checks = checksOf([
      { claim: 't' },
      general,
      { claim: 'r', regime: 'border', value: '30' },
      private_,
      { claim: 'f', enterprise: 'foreign', value: '20' },
    ]).map(({ check }) => check);
    expect(checks).toHaveLength(6);
    expect(checks).toEqual([...new Set(checks)]);
  });

  it.each([
    ['units', { unit: 'USD', value: '999' }],
    ['bases', { basis: 'port', value: '999' }],
    ['years', { ...before, value: '999' }],
  ])('never mixes %s', (_, cells) => {
    expect(rulesOf([{ claim: 't' }, { ...private_, ...cells }])).toEqual([]);
  });

  it('uses bounds that are open on one side', () => {
    const part = { ...private_, qualifier: 'more-than' };
    expect(checksOf([{ claim: 't' }, { ...part, value: '90' }])).toMatchObject([
      { lower: '90', upper: '', computed_lower: '', computed_upper: '101', slack: '11', result: 'holds' },
    ]);
    expect(issuesOf([{ claim: 't' }, { ...part, value: '110' }])).toEqual([
      expect.stringContaining('Stated is what lies between 110 and ∞, computed between −∞ and 101'),
    ]);
  });

  it.each([
    ['at most 110 of 100', { claim: 't' }, { ...private_, value: '110', qualifier: 'at-most' }],
    ['110 of more than 100', { claim: 't', qualifier: 'more-than' }, { ...private_, value: '110' }],
    ['an ambiguous 110 of 100', { claim: 't' }, { ...private_, value: '110', qualifier: 'ambiguous' }],
    ['110 of an ambiguous 100', { claim: 't', qualifier: 'ambiguous' }, { ...private_, value: '110' }],
    ['110 of a converted 100', { claim: 't', qualifier: 'converted' }, { ...private_, value: '110' }],
    ['a change of an ambiguous level', { claim: 't', qualifier: 'ambiguous' }, before, { ...change, value: '900' }],
    ['a converted change of two levels', { claim: 't' }, before, { ...change, value: '900', qualifier: 'converted' }],
    ['the dollars of converted yuan', { claim: 't', qualifier: 'converted', value: '900' }, { claim: 'd', unit: 'USD' }],
  ] as [string, ...Cells[]][])('publishes no statement that cannot fail: %s', (_, ...claims) => {
    expect(rulesOf(claims)).toEqual([]);
  });
});

describe('an explanation', () => {
  const off = [exports, imports, { claim: 'b', flow: 'balance', value: '50' }];
  const check = `balance_${BALANCE}`;

  it('that names the claims with their values takes the place of the failure', () => {
    expect(checksOf(off, [`${check},b=50 m=30 x=70,The balance is of another year.`])).toMatchObject([
      { check, slack: '-8', result: 'explained', reason: 'The balance is of another year.' },
    ]);
  });

  it('stands for its own check only', () => {
    const claims = [...off, { claim: 't', value: '150' }];
    expect(issuesOf(claims, [`${check},b=50 m=30 x=70,why`])).toEqual([
      expect.stringContaining('The check exports-plus-imports_'),
    ]);
  });

  it.each([
    ['has a value that is no longer that of the claim', off, 'b=51 m=30 x=70', 'claims "b=51 m=30 x=70" are not those behind'],
    ['leaves out a claim', off, 'b=50 m=30', 'with their values, b=50 m=30 x=70. Read the reason again'],
    ['names a claim too many', off, 'b=50 m=30 t=1 x=70', 'claims "b=50 m=30 t=1 x=70" are not those behind'],
    [
      'speaks of a check that holds',
      [exports, imports, { claim: 'b', flow: 'balance', value: '40' }],
      'b=40 m=30 x=70',
      'holds, so',
    ],
    [
      'speaks of a check that does not exist',
      [exports, imports],
      'm=30 x=70',
      'does not exist. Correct the id, or remove the row.',
    ],
  ])('that %s is itself an issue, with its line', (_, claims, named, message) => {
    const [issue, ...others] = issuesOf(claims, [`${check},${named},why`]);
    expect(issue).toMatch(/^data\/tables\/explanations\.csv:2:\d+: /);
    expect(issue).toContain(message);
    expect(others).toEqual([]);
  });
});

describe('the checks of the real tables', () => {
  const outcome = computeTables();
  if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues, null, 1));
  const { checks, observations } = outcome.computed;
  const explained = checks.filter(({ result }) => result === 'explained');

  it('hold, but for four that are explained', () => {
    expect(checks.filter(({ result }) => result === 'fails')).toEqual([]);
    expect(explained).toHaveLength(4);
  });

  it('are explained at some length, and those alone', () => {
    expect(explained.filter(({ reason }) => reason.length <= 60)).toEqual([]);
    expect(checks.filter(({ result, reason }) => result === 'holds' && reason !== '')).toEqual([]);
  });

  it('have no slack below zero exactly where they hold', () => {
    expect(checks.filter(({ slack, result }) => Number(slack) >= 0 !== (result === 'holds'))).toEqual([]);
  });

  it('have an id each', () => {
    const ids = checks.map(({ check }) => check);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('could all have failed', () => {
    const bothOpen = checks.filter(
      (each) => (each.lower === '' && each.upper === '') || (each.computed_lower === '' && each.computed_upper === ''),
    );
    expect(bothOpen.map(({ check }) => check)).toEqual([]);
  });

  it('speak of stated or contested observations', () => {
    const known = new Set(observations.filter(({ status }) => status !== 'derived').map(({ observation }) => observation));
    expect(checks.filter(({ observation, operands }) => [observation, ...operands].some((each) => !known.has(each)))).toEqual([]);
  });

  it('come from all eight rules', () => {
    expect([...new Set(checks.map(({ rule }) => rule))].toSorted()).toEqual([
      'balance',
      'change-from-levels',
      'exchange-rate',
      'exports-plus-imports',
      'longer-stretch',
      'part-of-total',
      'parts-of-total',
      'share-from-levels',
    ]);
  });
});
