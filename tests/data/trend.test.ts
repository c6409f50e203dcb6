import { describe, expect, it } from 'vitest';
import type { Observation } from '../../data/schema.ts';
import { toTrend } from '../../data/trend.ts';
import { wordings } from '../../data/wording/wording.ts';

type Year = [year: number, lower: number | '', upper: number | '', status?: Observation['status']];

const toSeries = (years: readonly Year[]) =>
  years.map(
    ([year, lower, upper, status = 'stated']) =>
      ({ period_start: `${year}-01`, period_end: `${year}-12`, lower: `${lower}`, upper: `${upper}`, status }) as Observation,
  );
const trend = (language: 'en' | 'zh', ...years: Year[]) =>
  toTrend(toSeries(years), wordings[language], (point) => ({
    period: wordings[language].period(point),
    value: point.lower,
  }));

describe('a series in words', () => {
  it('has its ends and its extremes', () => {
    expect(trend('en', [2020, 10, 11], [2021, 30, 31], [2022, 5, 6], [2023, 20, 21])).toBe(
      'First, 2020: 10. Last, 2023: 20. Highest, 2021: 30. Lowest, 2022: 5.',
    );
    expect(trend('zh', [2020, 10, 11], [2021, 30, 31], [2022, 5, 6])).toBe(
      '首期：2020年，10。末期：2022年，5。最高：2021年，30。最低：2022年，5。',
    );
  });

  it('calls nothing the highest where another may be as high', () => {
    expect(trend('en', [2020, 10, 11], [2021, 30, 40], [2022, 35, 36])).toBe(
      'First, 2020: 10. Last, 2022: 35. Lowest, 2020: 10.',
    );
  });

  it('calls nothing the highest where another is as high', () => {
    expect(trend('en', [2020, 5, 5], [2021, 5, 5], [2022, 3, 3])).toBe('First, 2020: 5. Last, 2022: 3. Lowest, 2022: 3.');
  });

  it('calls a point the highest whatever a bound that is not known does to another', () => {
    expect(trend('en', [2020, 10, 11], [2021, '', 20], [2022, 30, ''])).toBe(
      'First, 2020: 10. Last, 2022: 30. Highest, 2022: 30.',
    );
  });

  it('calls nothing an extreme where sources disagree about any point', () => {
    expect(trend('en', [2020, 10, 11], [2021, 30, 31], [2022, 20, 21, 'contested'])).toBe('First, 2020: 10. Last, 2022: 20.');
  });

  it('names the years without a figure, and three or more that follow each other as a stretch', () => {
    expect(trend('en', [2010, 10, 11], [2012, 10, 11], [2016, 10, 11], [2019, 10, 11])).toBe(
      'First, 2010: 10. Last, 2019: 10. No figure for 2011, 2013 to 2015, 2017, 2018.',
    );
    expect(trend('zh', [2010, 10, 11], [2014, 10, 11])).toBe('首期：2010年，10。末期：2014年，10。2011年至2013年无数据。');
  });

  it('knows of no highest where a year is missing, but of the highest known', () => {
    expect(trend('en', [2010, 10, 11], [2012, 30, 31])).toBe(
      'First, 2010: 10. Last, 2012: 30. Highest known, 2012: 30. Lowest known, 2010: 10. No figure for 2011.',
    );
    expect(trend('zh', [2010, 10, 11], [2012, 30, 31])).toBe(
      '首期：2010年，10。末期：2012年，30。已有数据中最高：2012年，30。已有数据中最低：2010年，10。2011年无数据。',
    );
  });

  it('is empty for no series', () => {
    expect(trend('en')).toBe('');
  });
});
