import { Fraction } from 'fraction.js';
import { roundTo } from '../interval.ts';

/** A word that stands for a power of ten, such as billion (9) or 亿 (8), and how many decimals may stand before it. */
export type Scale = { word: string; power: number; maxDecimals: number };

/** How a language writes numbers: its scales, largest first, and what stands between thousands. */
export type NumberStyle = { scales: readonly Scale[]; separator: string };

/**
 * Digits and scale word of a figure, with exactly the digits that were printed: `precision` is the place value of the last.
 * The largest scale is taken that needs no more decimals than it may have; without one the number stands in full.
 */
export function scaleNumber(
  value: string,
  precision: string,
  { scales, separator }: NumberStyle,
): { digits: string; word: string } {
  const rounded = roundToPlace(value, precision);
  const size = Math.abs(Number(rounded));
  for (const { word, power, maxDecimals } of scales) {
    const decimals = Math.max(0, power - placeOf(precision));
    if (size >= 10 ** power && decimals <= maxDecimals)
      return { digits: formatDigits(rounded, power, decimals, separator), word };
  }
  return { digits: formatDigits(rounded, 0, Math.max(0, -placeOf(precision)), separator), word: '' };
}

/** The value over 10^power with so many decimals, without its sign. The decimal point is moved in the text, so nothing is lost. */
export function formatDigits(value: string, power: number, decimals: number, separator: string): string {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const padded = whole.padStart(power + 1, '0');
  const cut = padded.length - power;
  const integer = padded.slice(0, cut).replace(/^0+(?=\d)/, '');
  const rest = (padded.slice(cut) + fraction).padEnd(decimals, '0').slice(0, decimals);
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, separator);
  return rest === '' ? grouped : `${grouped}.${rest}`;
}

/** A number of a JSON file in full: 8,479,000,000; −33.089; '' for none. */
export function formatNumber(value: number | null): string {
  if (value === null) return '';
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return `${value < 0 ? '−' : ''}${formatDigits(String(value), 0, decimals, ',')}`;
}

/** A printed value has no finer digits and stays as it is; a derived one has two more than are worded. Halves go up. */
function roundToPlace(value: string, precision: string): string {
  return roundTo(new Fraction(value), new Fraction(precision), 'nearest').toString(30);
}

/** The power of ten of a place value: 6 for 1000000, -1 for 0.1. */
function placeOf(precision: string): number {
  const decimals = precision.split('.')[1];
  return decimals === undefined ? precision.length - 1 : -decimals.length;
}
