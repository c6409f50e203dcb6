import type { Fact, FactText } from '../../data/fact.ts';
import type { Picture } from '../../data/pictures/picture.ts';

const NONE = {
  title: '',
  value: '',
  period: '',
  comparison: '',
  previous: '',
  status: '',
  remark: '',
  source: '',
  sentence: '',
  series: [],
};

const point = (year: number, value: number, status: 'stated' | 'derived' = 'stated') => ({
  observation: `apples-${year}`,
  period_start: `${year}-01`,
  period_end: `${year}-12`,
  value,
  unit: 'CNY',
  qualifier: null,
  status,
  source: null,
  claims: [],
});

/** A fact with all that a picture can show: 2022 is missing, and 2021 derived. */
export const APPLES: Fact = {
  ...point(2024, 104),
  fact: 'apples-2024',
  topic: 'totals',
  headline: true,
  observation: 'apples-2024',
  lower: null,
  upper: null,
  base_unit: null,
  comparison: null,
  previous: null,
  series: [point(2021, 60, 'derived'), point(2023, 80), point(2024, 104)],
  source: null,
  rule: null,
  formula: null,
  operands: [],
  claims_against: [],
  claims_beside: [],
  text: {
    en: {
      ...NONE,
      ...words(
        'Trade in apples',
        '2024',
        '104 yuan',
        'up 30% on the year before',
        'Stated by one source',
        'The Daily, 20 January 2025',
      ),
    },
    zh: { ...NONE, ...words('苹果贸易', '2024年', '104元', '同比增长30%', '仅见于一个来源', '日报，2025年1月20日') },
  },
};

export const FIRST = { id: '2025-05-01.1', released: '2025-05-01T12:00:00Z' };
export const SECOND = { id: '2025-05-02.1', released: '2025-05-02T12:00:00Z' };
export const HOME = { title: { en: 'Apples', zh: '苹果' }, address: 'apples.example' };

export const PICTURE: Picture = { fact: APPLES, since: FIRST, home: HOME };

function words(
  title: string,
  period: string,
  value: string,
  comparison: string,
  status: string,
  source: string,
): Partial<FactText> {
  const series = ['2021', '2023', '2024'].map((year) => ({ period: year, value }));
  return { title, period, value, comparison, status, source, series, sentence: `${title}, ${period}: ${value}. ${source}.` };
}
