import type { Fact, FactsAnswer, FactText, WithdrawnFact } from '../../data/fact.ts';

/** The one source of all of them. */
export const cited: NonNullable<Fact['source']> = {
  source: 'paper-1',
  grade: 'B',
  publisher: 'the-paper',
  title: null,
  url: 'https://paper.example/1',
  published: '2026-01-20',
};

/** 30 million with Nepal and 20 million with India make 50 million. */
export const total: Fact = fact('total-2025', {
  topic: 'totals',
  value: 50_000_000,
  en: {
    title: 'Xizang’s goods trade',
    value: '50 million yuan',
    comparison: 'up 25% on the year before',
    previous: '2024: 40 million yuan',
  },
  zh: { title: '西藏货物贸易进出口总值', value: '5000万元', comparison: '同比增长25%', previous: '2024年：4000万元' },
});

export const nepal: Fact = fact('nepal-2025', {
  topic: 'partners',
  value: 30_000_000,
  status: 'contested',
  en: {
    title: 'Xizang’s goods trade with Nepal',
    value: '30 million yuan',
    status: 'Contested: The Other Paper prints 29 million yuan',
    remark: 'The Other Paper counts until November.',
  },
  zh: {
    title: '西藏对尼泊尔进出口总值',
    value: '3000万元',
    status: '来源不一：《另一报》刊载为2900万元',
    remark: '《另一报》统计至11月。',
  },
});

/** Without an address: what was printed on paper only. */
export const india: Fact = fact('india-2025', {
  topic: 'partners',
  value: 20_000_000,
  url: null,
  en: { title: 'Xizang’s goods trade with India', value: '20 million yuan' },
  zh: { title: '西藏对印度进出口总值', value: '2000万元' },
});

/** What is shown no longer. */
export const gone: WithdrawnFact = {
  fact: 'gone-2025',
  release: '2026-01-01.1',
  released: { day: '2026-01-01', en: '1 January 2026', zh: '2026年1月1日' },
  reason: { en: 'It counted trucks twice.', zh: '货车被重复计算。' },
  replacement: null,
};

/** All that the test server has, in its order. */
export const answer: FactsAnswer = {
  release: '2026-01-01.1',
  released: gone.released,
  license: 'CC-BY-4.0',
  attribution: 'The paper that printed it',
  count: 3,
  facts: [total, nepal, india],
};

type Difference = {
  topic: Fact['topic'];
  value: number;
  status?: Fact['status'];
  url?: null;
  en: Partial<FactText>;
  zh: Partial<FactText>;
};

function fact(id: string, { topic, value, status = 'stated', url, en, zh }: Difference): Fact {
  const empty = { comparison: '', previous: '', remark: '', sentence: 'A spoken sentence.', series: [] };
  return {
    fact: id,
    topic,
    headline: false,
    observation: `goods-trade_${id}`,
    period_start: '2025-01',
    period_end: '2025-12',
    value,
    lower: value,
    upper: value,
    unit: 'CNY',
    base_unit: null,
    qualifier: 'exact',
    status,
    comparison: null,
    previous: null,
    series: [],
    source: { ...cited, url: url === null ? null : cited.url },
    rule: null,
    formula: null,
    operands: [],
    claims: ['c1'],
    claims_against: [],
    claims_beside: [],
    text: {
      en: {
        ...empty,
        title: '',
        value: '',
        period: '2025',
        status: 'Stated by one source',
        source: 'The Paper, 20 January 2026',
        ...en,
      },
      zh: { ...empty, title: '', value: '', period: '2025年', status: '一个来源公布', source: '《报纸》，2026年1月20日', ...zh },
    },
  };
}
