import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDigits, type NumberStyle, scaleNumber } from '../../data/wording/number.ts';

const EN: NumberStyle = {
  scales: [
    { word: 'billion', power: 9, maxDecimals: 4 },
    { word: 'million', power: 6, maxDecimals: 4 },
  ],
  separator: ',',
};
const ZH: NumberStyle = {
  scales: [
    { word: '亿', power: 8, maxDecimals: 4 },
    { word: '万', power: 4, maxDecimals: 2 },
  ],
  separator: '',
};

describe('scaleNumber', () => {
  it.each([
    ['8479000000', '1000000', '8.479 billion', '84.79 亿'],
    ['8470000000', '10000000', '8.47 billion', '84.7 亿'],
    ['7000000000', '100000000', '7.0 billion', '70 亿'],
    ['12672000000', '1000000', '12.672 billion', '126.72 亿'],
    ['440000000', '1000000', '440 million', '4.40 亿'],
    ['90000', '10000', '90,000', '9 万'],
    ['12938', '1', '12,938', '12938'],
    ['1779354905', '1', '1,779,354,905', '1779354905'],
    ['59997100', '100', '59.9971 million', '5999.71 万'],
    ['65.5', '0.1', '65.5', '65.5'],
    ['-250000000', '10000000', '250 million', '2.5 亿'],
    ['0', '1', '0', '0'],
  ])('words %s to the %s as %s and %s', (value, precision, en, zh) => {
    const { digits, word } = scaleNumber(value, precision, EN);
    expect(`${digits} ${word}`.trim()).toBe(en);
    const chinese = scaleNumber(value, precision, ZH);
    expect(`${chinese.digits} ${chinese.word}`.trim()).toBe(zh);
  });

  it('never loses a printed digit and never adds one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 7 }),
        fc.integer({ min: 0, max: 8 }),
        fc.constantFrom(EN, ZH),
        (units, place, style) => {
          const { digits, word } = scaleNumber(`${units}${'0'.repeat(place)}`, `1${'0'.repeat(place)}`, style);
          const power = style.scales.find((scale) => scale.word === word)?.power ?? 0;
          const [whole = '', fraction = ''] = digits.replaceAll(',', '').split('.');
          expect(Number(`${whole}${fraction}`) * 10 ** (power - fraction.length)).toBe(units * 10 ** place);
          expect(power - fraction.length).toBe(fraction === '' ? power : place);
        },
      ),
    );
  });
});

describe('formatDigits', () => {
  it.each([
    ['1234567.5', 0, 1, '1,234,567.5'],
    ['5', 3, 3, '0.005'],
    ['100', 2, 0, '1'],
    ['999', 0, 0, '999'],
  ])('writes %s over ten to the %i with %i decimals as %s', (value, power, decimals, text) => {
    expect(formatDigits(value, power, decimals, ',')).toBe(text);
  });
});
