import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../data/commands/tables.ts';
import { toCsv } from '../../data/formats/csv.ts';
import type { Claim } from '../../data/schema.ts';

/**
 * Tables that make exactly `size` observations, and that `npm run check` finds nothing wrong with. They have the shape of the real
 * ones: a region and its partners over 24 years with exports, imports and totals that add up, growth rates, months so far, goods as
 * parts of exports, a second, rounded claim for every eighth key, seven claims to a source; and of what follows from
 * them, some 38 per cent, as much is derived. Codes, indicators and description are the real ones, with partners and goods added.
 * Same size, same bytes.
 */
export function toSyntheticTables(size: number): Map<string, string> {
  const count = Math.max(1, Math.round((size * SHARE_OF_SERIES - OF_REGION) / OF_PARTNER));
  const partners = Array.from({ length: count }, (_, index) => `p${String(index + 1).padStart(4, '0')}`);
  const single = size - OF_REGION - count * OF_PARTNER;
  if (single < 0)
    throw new RangeError(`${size} observations are too few: the region and one partner have ${OF_REGION + OF_PARTNER}.`);
  const series = [seriesOf('world', 0), ...partners.map((partner, index) => seriesOf(partner, index + 1))];
  const figures = [...series.flatMap(({ figures }) => figures), ...goodsOf(series.slice(1), single)];
  return withSources(figures, partners);
}

/** What a figure has of its own; the other columns of its claim are the same for all. */
type Figure = Pick<Claim, 'partner' | 'flow' | 'product' | 'measure' | 'period_start' | 'period_end'> & {
  value: number;
  precision: number;
};
type Series = { partner: string; exports: Map<number, number>; figures: Figure[] };

const FIRST = 2002;
const LAST = 2025;
const YEARS = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index);
const MONTHS_SO_FAR = [3, 6, 9];
const GOODS = Array.from({ length: 97 }, (_, index) => `goods-${String(index + 1).padStart(2, '0')}`);

/** Stated: three flows a year, three growth rates of the first year, three stretches of the last. */
const STATED = 3 * YEARS.length + 3 + MONTHS_SO_FAR.length;
/** Derived: balances, changes but of the first year, the levels that the growth rates imply, and the quarters and the half year between stretches. */
const DERIVED = YEARS.length + 3 * (YEARS.length - 1) + 3 + 4;
const OF_REGION = STATED + DERIVED;
/** A partner also has shares in the region's total, of each year and each stretch. */
const OF_PARTNER = OF_REGION + YEARS.length + MONTHS_SO_FAR.length;
const SHARE_OF_SERIES = 0.59;

function seriesOf(partner: string, index: number): Series {
  const precision = partner === 'world' ? 1_000_000 : 10_000;
  const most = partner === 'world' ? 40_000 : 20_000;
  const exports = new Map<number, number>();
  const figures = YEARS.flatMap((year) => {
    // In units of the precision, so that totals are sums exactly
    const [out, into] = [0, 1].map((flow) => (most / 2 + (hash(index, year, flow) % (most / 2))) * precision) as [number, number];
    exports.set(year, out);
    const level = (flow: string, value: number, month = 12): Figure => ({
      ...{ partner, flow, product: 'all', measure: 'level', value, precision },
      period_start: `${year}-01`,
      period_end: `${year}-${String(month).padStart(2, '0')}`,
    });
    const levels = [level('export', out), level('import', into), level('total', out + into)];
    const rates = levels.map(
      (of, flow): Figure => ({
        ...{ ...of, measure: 'change-on-year' },
        value: (1 + (hash(index, year, flow) % 300)) / 10,
        precision: 0.1,
      }),
    );
    const units = (out + into) / precision;
    const soFar = MONTHS_SO_FAR.map((month) => level('total', Math.floor((units * month) / 12) * precision, month));
    return [...levels, ...(year === FIRST ? rates : []), ...(year === LAST ? soFar : [])];
  });
  return { partner, exports, figures };
}

/** So many exports of one sort of goods to one partner in one even year: what has no year before it, of which nothing is derived. */
function goodsOf(partners: readonly Series[], count: number): Figure[] {
  const years = YEARS.filter((year) => year % 2 === 0);
  const possible = partners.length * GOODS.length * years.length;
  if (count > possible)
    throw new RangeError(`${count} figures of goods are wanted, and ${possible} can be made. Add goods to GOODS.`);
  return Array.from({ length: count }, (_, index) => {
    const { partner, exports } = partners[index % partners.length] as Series;
    const rest = Math.floor(index / partners.length);
    const product = GOODS[rest % GOODS.length] as string;
    const year = years[Math.floor(rest / GOODS.length)] as number;
    const share = 1 + (hash(index, year, 7) % 99);
    const value = Math.floor(((exports.get(year) ?? 0) * share) / 10_000 / 1000) * 1000;
    return {
      partner,
      flow: 'export',
      product,
      measure: 'level',
      period_start: `${year}-01`,
      period_end: `${year}-12`,
      value,
      precision: 1000,
    };
  });
}

const CLAIMS_OF_SOURCE = 7;
const SECOND_CLAIM = 8;

function withSources(figures: readonly Figure[], partners: readonly string[]): Map<string, string> {
  const count = Math.ceil(figures.length / CLAIMS_OF_SOURCE);
  const sourceOf = (index: number) => `source-${String((index % count) + 1).padStart(5, '0')}`;
  const claims = figures.flatMap((figure, index) => {
    const cited = Math.floor(index / CLAIMS_OF_SOURCE);
    const claim = toClaim(`c${index + 1}`, figure, 'exact', sourceOf(cited));
    if (index % SECOND_CLAIM !== 0 || figure.measure !== 'level') return [claim];
    const precision = figure.precision * 10;
    const rounded = { ...figure, value: Math.round(figure.value / precision) * precision, precision };
    return [
      claim,
      toClaim(
        `c${index + 1}-again`,
        rounded,
        'about',
        sourceOf(cited + 1),
        'Printed once more elsewhere, rounded to the next place.',
      ),
    ];
  });
  const sources = Array.from({ length: count }, (_, index) => ({
    ...{
      source: sourceOf(index),
      grade: index % 3 === 0 ? 'B' : 'A',
      publisher: 'xinhua',
      title: `Trade of the region, report ${index + 1}`,
    },
    url: `https://news.example/trade/${2003 + (index % 23)}/report-${index + 1}.html`,
    // After the last of the years that they print
    published: `2026-${twoDigits(1 + (index % 6))}-${twoDigits(1 + (index % 28))}`,
    ...{ published_note: '', language: 'en', note: '' },
  }));
  const milestones = sources.slice(0, 18).map(({ source, published }, index) => ({
    ...{ milestone: `milestone-${index + 1}`, date: published, area: 'xizang', partner: 'world', topic: 'infrastructure' },
    ...{ summary: `Something was opened, the ${index + 1}th of its kind.`, source, note: '' },
  }));
  const table = (name: string, rows: readonly Record<string, unknown>[]) =>
    [`${name}.csv`, toCsv(headOf(name), rows as never)] as const;
  return new Map([
    table('claims', claims),
    table('sources', sources),
    table('milestones', milestones),
    table('facts', factsOf(partners)),
    ...['resolutions', 'explanations', 'withdrawals'].map((name) => table(name, [])),
    ['codes.csv', `${readReal('codes.csv')}${codesOf(partners)}`] as const,
    ['indicators.csv', readReal('indicators.csv')] as const,
    ['dataset.json', readReal('dataset.json')] as const,
  ]);
}

function toClaim(claim: string, { value, precision, ...figure }: Figure, qualifier: string, source: string, note = '') {
  const rate = figure.measure !== 'level';
  return {
    ...{
      claim,
      indicator: 'goods-trade',
      area: 'xizang',
      regime: 'all',
      enterprise: 'all',
      transport: 'all',
      basis: 'operator-location',
    },
    ...figure,
    value: rate ? value.toFixed(1) : String(value),
    precision: String(precision),
    unit: rate ? 'percent' : 'CNY',
    base_unit: rate ? 'CNY' : '',
    ...{ qualifier, reporter: 'not-stated', source, note },
  };
}

/** Facts are chosen by people, so that there are some sixty however much is known. */
function factsOf(partners: readonly string[]) {
  const fact = (id: string, topic: string, headline: string, partner: string, year: number) => ({
    ...{ fact: id, topic, headline, observation: `goods-trade_${year}_xizang_${partner}_total_operator-location_cny` },
    ...{ remark_en: '', remark_zh: '' },
  });
  return [
    ...YEARS.map((year) => fact(`total-${year}`, 'totals', year > LAST - 3 ? 'yes' : '', 'world', year)),
    ...partners.slice(0, 41).map((partner) => fact(`partner-${partner}`, 'partners', '', partner, LAST)),
  ];
}

function codesOf(partners: readonly string[]): string {
  const partner = partners.map(
    (code, index) => `partner,${code},Partner ${index + 1},伙伴${index + 1},A partner that is made up.,\n`,
  );
  const product = GOODS.map((code, index) => `product,${code},Goods ${index + 1},商品${index + 1},Goods that are made up.,\n`);
  return [...partner, ...product].join('');
}

/** The columns of a real table. */
function headOf(name: string): string[] {
  return (readReal(`${name}.csv`).split(/\r?\n/)[0] ?? '').split(',');
}

function readReal(file: string): string {
  return readFileSync(join(ROOT, 'data/tables', file), 'utf8');
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** A number that looks like chance and is always the same (the finaliser of MurmurHash3). */
function hash(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ (part + 1), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}
