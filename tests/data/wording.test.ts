import { describe, expect, it } from 'vitest';
import type { Observation } from '../../data/schema.ts';
import { type Label, wordings } from '../../data/wording/wording.ts';
import { observe } from './fixture.ts';

const LABELS: Record<string, [en: string, zh: string]> = {
  'area xizang': ['Xizang', '西藏'],
  'partner NP': ['Nepal', '尼泊尔'],
  'enterprise private': ['private enterprises', '民营企业'],
  'unit CNY': ['yuan', '元'],
  'unit vehicles': ['vehicles', '辆'],
  'unit countries-and-regions': ['countries and regions', '个国家和地区'],
};
const label =
  (language: 0 | 1): Label =>
  (codelist, code) =>
    LABELS[`${codelist} ${code}`]?.[language] ?? `${codelist} ${code}`;

/** The smallest observation with some of its cells changed, as its claim might have printed it. */
const observation = (changes: Partial<Observation> = {}): Observation => ({ ...observe([{ claim: 'c1' }]), ...changes });

describe('titles', () => {
  it.each<[changes: Partial<Observation>, en: string, zh: string]>([
    [{}, 'Xizang’s goods trade', '西藏货物贸易进出口总值'],
    [{ flow: 'export' }, 'Xizang’s goods exports', '西藏货物贸易出口总值'],
    [{ flow: 'import', partner: 'NP' }, 'Xizang’s goods imports from Nepal', '西藏自尼泊尔进口总值'],
    [{ enterprise: 'private' }, 'Xizang’s goods trade by private enterprises', '西藏民营企业进出口总值'],
    [
      { measure: 'share-of-area-total', enterprise: 'private' },
      'Share of private enterprises in Xizang’s goods trade',
      '民营企业进出口占西藏货物贸易进出口总值的比重',
    ],
    [
      { measure: 'share-of-china-total', partner: 'NP' },
      'Xizang’s share of China’s goods trade with Nepal',
      '西藏占全国对尼泊尔进出口总值的比重',
    ],
    [{ measure: 'change-on-year' }, 'Change on the year before in Xizang’s goods trade', '西藏货物贸易进出口总值同比变化'],
    [{ flow: 'balance' }, 'Xizang’s goods trade balance', '西藏货物贸易进出口差额'],
    [{ flow: 'balance', product: 'wool' }, 'Xizang’s balance of trade in product wool', '西藏product wool进出口差额'],
    [{ flow: 'balance', regime: 'border' }, 'Xizang’s balance of regime border', '西藏regime border进出口差额'],
    [{ basis: 'port' }, 'Xizang’s goods trade through its ports', '西藏各口岸货物贸易进出口总值'],
  ])('%j', (changes, en, zh) => {
    expect(wordings.en.title(observation(changes), label(0))).toBe(en);
    expect(wordings.zh.title(observation(changes), label(1))).toBe(zh);
  });
});

describe('figures', () => {
  const figure = { value: '8479000000', precision: '1000000', unit: 'CNY' };
  it.each([
    ['exact', '8.479 billion yuan', '84.79亿元'],
    ['about', 'about 8.479 billion yuan', '约84.79亿元'],
    ['estimated', 'an estimated 8.479 billion yuan', '估计84.79亿元'],
    ['nearly', 'nearly 8.479 billion yuan', '近84.79亿元'],
    ['more-than', 'more than 8.479 billion yuan', '超过84.79亿元'],
    ['at-most', 'at most 8.479 billion yuan', '不超过84.79亿元'],
    ['converted', '8.479 billion yuan (converted by the source)', '84.79亿元（来源自行换算）'],
    ['ambiguous', '8.479 billion yuan (ambiguous in its source)', '84.79亿元（原文含义不明）'],
  ] as const)('that are %s say so', (qualifier, en, zh) => {
    expect(wordings.en.figure({ ...figure, qualifier }, label(0))).toBe(en);
    expect(wordings.zh.figure({ ...figure, qualifier }, label(1))).toBe(zh);
  });

  it.each([
    ['1', '1', 'vehicles', '1 vehicle'],
    ['2', '1', 'vehicles', '2 vehicles'],
    ['1.0', '0.1', 'vehicles', '1.0 vehicles'],
    ['1000000', '1', 'vehicles', '1,000,000 vehicles'],
    ['1', '1', 'countries-and-regions', '1 country or region'],
    ['1', '1', 'CNY', '1 yuan'],
  ])('of %s to the place of %s in %s is worded %j', (value, precision, unit, expected) => {
    expect(wordings.en.figure({ value, precision, unit, qualifier: 'exact' }, label(0))).toBe(expected);
  });

  it('below zero have a minus sign, not a hyphen', () => {
    expect(wordings.en.figure({ ...figure, value: '-8479000000', qualifier: 'exact' }, label(0))).toBe('−8.479 billion yuan');
  });
});

describe('periods', () => {
  it.each([
    ['2025-01', '2025-12', '2025', '2025年'],
    ['2025-01', '2025-04', 'January to April 2025', '2025年1—4月'],
    ['2025-01', '2025-03', 'first quarter of 2025', '2025年第一季度'],
    ['2025-10', '2025-12', 'fourth quarter of 2025', '2025年第四季度'],
    ['2025-01', '2025-06', 'first half of 2025', '2025年上半年'],
    ['2025-07', '2025-12', 'second half of 2025', '2025年下半年'],
    ['2025-04', '2025-04', 'April 2025', '2025年4月'],
    ['2011-01', '2015-12', 'January 2011 to December 2015', '2011年1月至2015年12月'],
    ['2022-12-28', '2023-03-31', '28 December 2022 to 31 March 2023', '2022年12月28日至2023年3月31日'],
  ])('%s to %s', (period_start, period_end, en, zh) => {
    expect(wordings.en.period({ period_start, period_end })).toBe(en);
    expect(wordings.zh.period({ period_start, period_end })).toBe(zh);
  });
});

describe('comparisons', () => {
  const change = (value: string, changes: Partial<Observation> = {}) =>
    observation({ measure: 'change-on-year', unit: 'percent', base_unit: 'CNY', value, precision: '0.1', ...changes });
  it.each([
    ['a rise', change('15.4'), 'up 15.4% on the year before', '同比增长15.4%'],
    ['a fall', change('-33.0'), 'down 33.0% on the year before', '同比下降33.0%'],
    ['no change', change('0.0'), 'unchanged on the year before', '同比持平'],
    [
      'more than a rise',
      change('20', { qualifier: 'more-than', precision: '1' }),
      'up more than 20% on the year before',
      '同比增长超过20%',
    ],
    [
      'a multiple',
      change('65', { unit: 'fold', precision: '1', qualifier: 'ambiguous' }),
      'printed as “65-fold” on the year before, ambiguous in its source',
      '与上年相比，原文为“65倍”，含义不明',
    ],
    [
      'an ambiguous rise',
      change('12.4', { qualifier: 'ambiguous' }),
      'up 12.4% on the year before (ambiguous in its source)',
      '同比增长12.4%（原文含义不明）',
    ],
  ])('of %s', (_, change, en, zh) => {
    expect([wordings.en.comparison(change), wordings.zh.comparison(change)]).toEqual([en, zh]);
  });
});

it('a multiple that is clear is a multiple, with its qualifier', () => {
  const multiple = observation({
    measure: 'change-on-year',
    unit: 'fold',
    value: '1.5',
    precision: '0.1',
    qualifier: 'more-than',
  });
  expect(wordings.en.comparison(multiple)).toBe('more than 1.5 times the year before');
  expect(wordings.zh.comparison(multiple)).toBe('为上年的超过1.5倍');
});

it('a comparison says who printed it', () => {
  expect(wordings.en.printedBy('2024: 3 yuan', 'Xinhua (Japanese)')).toBe('2024: 3 yuan, per Xinhua (Japanese)');
  expect(wordings.zh.printedBy('2024年：3元', '新华社（日文）')).toBe('2024年：3元（据新华社·日文）');
});

describe('sources', () => {
  it.each([
    ['2026-01-30', 'The Daily, 30 January 2026', '日报，2026年1月30日'],
    ['2026-03', 'The Daily, March 2026', '日报，2026年3月'],
    ['2019', 'The Daily, 2019', '日报，2019年'],
    ['', 'The Daily', '日报'],
  ])('published %s', (published, en, zh) => {
    expect([wordings.en.source('The Daily', published), wordings.zh.source('日报', published)]).toEqual([en, zh]);
  });
});
