import { capitalise } from '../capitalise.ts';
import { frequencyOf, type Period, yearAndMonth } from '../period.ts';
import type { Key, Observation } from '../schema.ts';
import { type NumberStyle, scaleNumber } from './number.ts';
import type { Figure, Label, TrendParts, WordedPoint, Wording } from './wording.ts';

const NUMBERS: NumberStyle = {
  scales: [
    { word: 'billion', power: 9, maxDecimals: 4 },
    { word: 'million', power: 6, maxDecimals: 4 },
  ],
  separator: ',',
};
const PLAIN: NumberStyle = { ...NUMBERS, scales: [] };
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** English, in the style of a newspaper. */
export const en: Wording = {
  title,
  figure: ({ qualifier, ...rest }, label) => qualify(qualifier, amount(rest, label)),
  period,
  change,
  comparison,
  previous: (period, figure) => `${period}: ${figure}`,
  share: (figure, label) => `${figure} of ${possessive(label('area', 'xizang'))} goods trade`,
  trend,
  stretch: (from, to) => `${from} to ${to}`,
  date,
  printedBy: (text, publisher) => `${text}, per ${publisher}`,
  derived: (text) => `${text} (derived)`,
  contested: (text) => `${text} (sources disagree)`,
  derivedFrom: (sources) => `this dataset, from ${sources.join('; ')}`,
  status,
  source: (publisher, published) => (published === '' ? publisher : `${publisher}, ${date(published)}`),
  sentence: ({ title, period, value, comparison, previous, status, remark, source }) =>
    [
      `${title}, ${period}: ${[value, comparison, previous].filter(Boolean).join('; ')}.`,
      `${status}.`,
      remark,
      `Source: ${source}.`,
    ]
      .filter(Boolean)
      .join(' '),
};

function title(observation: Observation, label: Label): string {
  const { measure, area } = observation;
  const owner = possessive(label('area', area));
  switch (measure) {
    case 'level':
      return capitalise(`${owner} ${subject(observation, label)}`);
    case 'change-on-year':
      return `Change on the year before in ${owner} ${subject(observation, label)}`;
    case 'share-of-area-total':
      return `Share of ${part(observation, label)} in ${possessive(label('area', 'xizang'))} goods trade`;
    case 'share-of-china-total':
      return capitalise(`${owner} share of China’s ${subject(observation, label)}`);
    default:
      return measure satisfies never;
  }
}

/** The thing measured, without whose it is: "exports of new energy vehicles to Nepal". */
function subject(key: Key, label: Label): string {
  const { indicator, partner, flow, enterprise, transport, basis, area } = key;
  const direction = { export: 'to', import: 'from' }[flow] ?? 'with';
  return [
    indicator === 'goods-trade' ? goodsTrade(key, label) : indicatorNoun(key, label),
    partner === 'world' ? '' : `${direction} ${label('partner', partner)}`,
    enterprise === 'all' ? '' : `by ${label('enterprise', enterprise)}`,
    transport === 'all' ? '' : `by ${label('transport', transport)}`,
    basis === 'port' && area === 'xizang' ? 'through its ports' : '',
    basis === 'destination-origin' ? 'by place of use or origin' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function goodsTrade({ flow, regime, product }: Key, label: Label): string {
  const regimeLabel = label('regime', regime);
  if (regime !== 'all') {
    const directed = { export: 'exports in', import: 'imports in', balance: 'balance of' }[flow];
    return directed === undefined ? regimeLabel : `${directed} ${regimeLabel}`;
  }
  if (product !== 'all') {
    const directed = { export: 'exports of', import: 'imports of', balance: 'balance of trade in' }[flow] ?? 'trade in';
    return `${directed} ${label('product', product)}`;
  }
  return { export: 'goods exports', import: 'goods imports', balance: 'goods trade balance' }[flow] ?? 'goods trade';
}

function indicatorNoun({ indicator, product }: Key, label: Label): string {
  const noun = label('indicator', indicator);
  return product === 'all' ? noun : `${noun} of ${label('product', product)}`;
}

/** The part of the region’s total that a share speaks of. */
function part({ area, partner, flow, regime, enterprise, product }: Key, label: Label): string {
  if (enterprise !== 'all') return label('enterprise', enterprise);
  if (regime !== 'all') return label('regime', regime);
  if (product !== 'all') return label('product', product);
  if (partner !== 'world') return label('partner', partner);
  if (flow !== 'total') return `${flow}s`;
  return label('area', area);
}

function amount({ value, precision, unit }: Omit<Figure, 'qualifier'>, label: Label): string {
  const sign = value.startsWith('-') ? '−' : '';
  if (unit === 'percent') return `${sign}${scaleNumber(value, precision, PLAIN).digits}%`;
  if (unit === 'fold') return `${sign}${scaleNumber(value, precision, PLAIN).digits} times`;
  const { digits, word } = scaleNumber(value, precision, NUMBERS);
  const name = label('unit', unit);
  return [`${sign}${digits}`, word, digits === '1' && !word ? singular(name) : name].filter(Boolean).join(' ');
}

/** Units are labelled in the plural: "vehicles", "countries and regions". */
function singular(name: string): string {
  const words = name.split(' and ').map((word) => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, ''));
  return words.join(' or ');
}

function qualify(qualifier: Figure['qualifier'], text: string): string {
  switch (qualifier) {
    case '':
    case 'exact':
      return text;
    case 'about':
    case 'nearly':
      return `${qualifier} ${text}`;
    case 'estimated':
      return `an estimated ${text}`;
    case 'more-than':
      return `more than ${text}`;
    case 'at-most':
      return `at most ${text}`;
    case 'converted':
      return `${text} (converted by the source)`;
    case 'ambiguous':
      return `${text} (ambiguous in its source)`;
    default:
      return qualifier satisfies never;
  }
}

function change({ value, precision, unit, qualifier }: Observation): string {
  const { digits } = scaleNumber(value, precision, PLAIN);
  if (unit === 'fold' && qualifier === 'ambiguous') return `printed as “${digits}-fold”`;
  if (unit === 'fold') return qualify(qualifier, `${digits} times`);
  if (Number(value) === 0) return 'unchanged';
  return `${value.startsWith('-') ? 'down' : 'up'} ${qualify(qualifier, `${digits}%`)}`;
}

function comparison(of: Observation): string {
  if (of.unit === 'fold') {
    return of.qualifier === 'ambiguous'
      ? `${change(of)} on the year before, ambiguous in its source`
      : `${change(of)} the year before`;
  }
  const text = change(of);
  return text.endsWith(')') ? text.replace(' (', ' on the year before (') : `${text} on the year before`;
}

function status({ status, claims }: Observation, against: readonly { publisher: string; figure: string }[]): string {
  switch (status) {
    case 'stated':
      return claims.length === 1 ? 'Stated by one source' : `Stated: ${claims.length} sources agree`;
    case 'contested':
      return `Contested: ${against.map(({ publisher, figure }) => `${publisher} prints ${figure}`).join('; ')}`;
    case 'derived':
      return 'Derived by this dataset; no source seen prints it';
    default:
      return status satisfies never;
  }
}

function period({ period_start, period_end }: Period): string {
  const [year, start] = yearAndMonth(period_start);
  const [endYear, end] = yearAndMonth(period_end);
  const frequency = frequencyOf({ period_start, period_end });
  switch (frequency) {
    case 'year':
      return String(year);
    case 'half':
      return `${ORDINALS[end / 6 - 1]} half of ${year}`;
    case 'quarter':
      return `${ORDINALS[end / 3 - 1]} quarter of ${year}`;
    case 'month':
      return `${MONTHS[start - 1]} ${year}`;
    case 'days':
      return `${date(period_start)} to ${date(period_end)}`;
    case 'to-date':
    case 'other':
      return year === endYear
        ? `${MONTHS[start - 1]} to ${MONTHS[end - 1]} ${year}`
        : `${MONTHS[start - 1]} ${year} to ${MONTHS[end - 1]} ${endYear}`;
    default:
      return frequency satisfies never;
  }
}

function date(text: string): string {
  const [year, month] = yearAndMonth(text);
  const day = Number(text.slice(8, 10));
  return [day || '', MONTHS[month - 1] ?? '', year].filter(Boolean).join(' ');
}

function trend({ first, last, highest, lowest, missing }: TrendParts): string {
  const point = (name: string, of: WordedPoint | undefined) => of && `${name}, ${of.period}: ${of.value}.`;
  // A year without a figure may have been higher
  const known = missing.length > 0 ? ' known' : '';
  return [
    point('First', first),
    point('Last', last),
    point(`Highest${known}`, highest),
    point(`Lowest${known}`, lowest),
    missing.length > 0 && `No figure for ${missing.join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`;
}
