import { frequencyOf, type Period, yearAndMonth } from '../period.ts';
import type { Key, Observation } from '../schema.ts';
import { type NumberStyle, scaleNumber } from './number.ts';
import type { Figure, Label, TrendParts, WordedPoint, Wording } from './wording.ts';

const NUMBERS: NumberStyle = {
  scales: [
    { word: '亿', power: 8, maxDecimals: 4 },
    { word: '万', power: 4, maxDecimals: 2 },
  ],
  separator: '',
};
const PLAIN: NumberStyle = { ...NUMBERS, scales: [] };
const QUARTERS = ['一', '二', '三', '四'];

/** Simplified Chinese, in the terms that customs prints. */
export const zh: Wording = {
  title,
  figure: ({ qualifier, ...rest }, label) => qualify(qualifier, amount(rest, label)),
  period,
  change,
  comparison,
  previous: (period, figure) => `${period}：${figure}`,
  share: (figure, label) => `占${label('area', 'xizang')}货物贸易进出口总值的比重：${figure}`,
  trend,
  stretch: (from, to) => `${from}至${to}`,
  date,
  derived: (text) => `${text}（推算）`,
  contested: (text) => `${text}（来源不一致）`,
  derivedFrom: (sources) => `本数据集，依据${sources.join('；')}`,
  printedBy: (text, publisher) => `${text}（据${publisher.replace(/（(.*)）/, '·$1')}）`,
  status,
  source: (publisher, published) => (published === '' ? publisher : `${publisher}，${date(published)}`),
  sentence: ({ title, period, value, comparison, previous, status, remark, source }) =>
    [
      `${period}${title}：${[value, comparison, previous].filter(Boolean).join('；')}。`,
      `${status}。`,
      remark,
      `来源：${source}。`,
    ]
      .filter(Boolean)
      .join(''),
};

function title(observation: Observation, label: Label): string {
  const { measure } = observation;
  const subject = `${owner(observation, label)}${thing(observation, label)}`;
  switch (measure) {
    case 'level':
      return subject;
    case 'change-on-year':
      return `${subject}同比变化`;
    case 'share-of-area-total':
      return `${part(observation, label)}占${label('area', 'xizang')}货物贸易进出口总值的比重`;
    case 'share-of-china-total':
      return `${label('area', observation.area)}占全国${thing(observation, label)}的比重`;
    default:
      return measure satisfies never;
  }
}

function owner({ area, basis }: Key, label: Label): string {
  const place = label('area', area);
  return basis === 'port' && area === 'xizang' ? `${place}各口岸` : place;
}

/** The thing measured, without whose it is: 对尼泊尔新能源汽车出口总值. */
function thing(key: Key, label: Label): string {
  const { indicator, partner, flow, regime, enterprise, product, transport, basis } = key;
  const part = (codelist: string, code: string) => (code === 'all' ? '' : label(codelist, code));
  const whole = partner === 'world' && [regime, enterprise, product, transport].every((code) => code === 'all');
  const goods = { export: '出口总值', import: '进口总值', balance: '进出口差额' }[flow] ?? '进出口总值';
  return [
    basis === 'destination-origin' ? '（按境内目的地和货源地）' : '',
    part('enterprise', enterprise),
    partner === 'world' ? '' : `${flow === 'import' ? '自' : '对'}${label('partner', partner)}`,
    part('transport', transport),
    part('regime', regime),
    part('product', product),
    indicator === 'goods-trade' ? (whole ? `货物贸易${goods}` : goods) : label('indicator', indicator),
  ].join('');
}

/** The part of the region’s total that a share speaks of. */
function part({ area, partner, flow, regime, enterprise, product }: Key, label: Label): string {
  if (enterprise !== 'all') return `${label('enterprise', enterprise)}进出口`;
  if (regime !== 'all') return label('regime', regime);
  if (product !== 'all') return label('product', product);
  if (partner !== 'world') return `对${label('partner', partner)}进出口`;
  if (flow !== 'total') return label('flow', flow);
  return `${label('area', area)}进出口`;
}

function amount({ value, precision, unit }: Omit<Figure, 'qualifier'>, label: Label): string {
  const sign = value.startsWith('-') ? '−' : '';
  if (unit === 'percent') return `${sign}${scaleNumber(value, precision, PLAIN).digits}%`;
  if (unit === 'fold') return `${sign}${scaleNumber(value, precision, PLAIN).digits}倍`;
  const { digits, word } = scaleNumber(value, precision, NUMBERS);
  return `${sign}${digits}${word}${label('unit', unit)}`;
}

function qualify(qualifier: Figure['qualifier'], text: string): string {
  switch (qualifier) {
    case '':
    case 'exact':
      return text;
    case 'about':
      return `约${text}`;
    case 'estimated':
      return `估计${text}`;
    case 'nearly':
      return `近${text}`;
    case 'more-than':
      return `超过${text}`;
    case 'at-most':
      return `不超过${text}`;
    case 'converted':
      return `${text}（来源自行换算）`;
    case 'ambiguous':
      return `${text}（原文含义不明）`;
    default:
      return qualifier satisfies never;
  }
}

function change({ value, precision, unit, qualifier }: Observation): string {
  const { digits } = scaleNumber(value, precision, PLAIN);
  if (unit === 'fold') return qualifier === 'ambiguous' ? `原文为“${digits}倍”` : qualify(qualifier, `${digits}倍`);
  if (Number(value) === 0) return '持平';
  return `${value.startsWith('-') ? '下降' : '增长'}${qualify(qualifier, `${digits}%`)}`;
}

function comparison(of: Observation): string {
  if (of.unit === 'fold') return of.qualifier === 'ambiguous' ? `与上年相比，${change(of)}，含义不明` : `为上年的${change(of)}`;
  return `同比${change(of)}`;
}

function status({ status, claims }: Observation, against: readonly { publisher: string; figure: string }[]): string {
  switch (status) {
    case 'stated':
      return claims.length === 1 ? '仅见于一个来源' : `${claims.length}个来源公布，数值相符`;
    case 'contested':
      return `各来源数据不一致：${against.map(({ publisher, figure }) => `${publisher}所载为${figure}`).join('；')}`;
    case 'derived':
      return '由本数据集推算，所见来源均未公布';
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
      return `${year}年`;
    case 'half':
      return `${year}年${end === 6 ? '上' : '下'}半年`;
    case 'quarter':
      return `${year}年第${QUARTERS[end / 3 - 1]}季度`;
    case 'month':
      return `${year}年${start}月`;
    case 'days':
      return `${date(period_start)}至${date(period_end)}`;
    case 'to-date':
    case 'other':
      return year === endYear ? `${year}年${start}—${end}月` : `${year}年${start}月至${endYear}年${end}月`;
    default:
      return frequency satisfies never;
  }
}

function trend({ first, last, highest, lowest, missing }: TrendParts): string {
  const point = (name: string, of: WordedPoint | undefined) => of && `${name}：${of.period}，${of.value}。`;
  // A year without a figure may have been higher
  const known = missing.length > 0 ? '已有数据中' : '';
  return [
    point('首期', first),
    point('末期', last),
    point(`${known}最高`, highest),
    point(`${known}最低`, lowest),
    missing.length > 0 && `${missing.join('、')}无数据。`,
  ]
    .filter(Boolean)
    .join('');
}

function date(text: string): string {
  const [year, month] = yearAndMonth(text);
  const day = Number(text.slice(8, 10));
  return `${year}年${month ? `${month}月` : ''}${day ? `${day}日` : ''}`;
}
