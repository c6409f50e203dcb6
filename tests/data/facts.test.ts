import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import type { Fact } from '../../data/fact.ts';
import { keyColumns } from '../../data/schema.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues, null, 1));
const { dataset, computed } = outcome;
const observations = new Map(computed.observations.map((observation) => [observation.observation, observation]));
const facts = new Map(computed.facts.map((fact) => [fact.fact, fact]));
const fact = (id: string): Fact => {
  const found = facts.get(id);
  if (found === undefined) throw new Error(`There is no fact ${id}.`);
  return found;
};
const observationOf = ({ observation }: { observation: string }) => {
  const found = observations.get(observation);
  if (found === undefined) throw new Error(`There is no observation ${observation}.`);
  return found;
};
const words = (of: Fact, language: 'en' | 'zh') => {
  const { series, ...text } = of.text[language];
  return [...Object.values(text), ...series.flatMap((point) => [point.period, point.value])].join(' ');
};
const everyWord = [...facts.values()].flatMap((each) => [words(each, 'en'), words(each, 'zh')]);
const claimsOf = (id: string) => {
  const { claims, claims_against, claims_beside } = observationOf({ observation: id });
  return [...claims, ...claims_against, ...claims_beside];
};

describe('the facts', () => {
  it('are at least 24, in every topic', () => {
    expect(facts.size).toBeGreaterThanOrEqual(24);
    expect(new Set(dataset.facts.rows.map(({ topic }) => topic))).toEqual(
      new Set(['totals', 'partners', 'regimes', 'enterprises', 'vehicles', 'logistics', 'fairs']),
    );
  });

  it('cover every figure that China Daily printed on 30 January 2026', () => {
    const shown = [...facts.values()].flatMap(({ observation, comparison }) => [
      ...claimsOf(observation),
      ...(comparison ? claimsOf(comparison.observation) : []),
    ]);
    const printed = dataset.claims.rows.filter(({ source }) => source === 'china-daily-2026-01-30').map(({ claim }) => claim);
    expect(printed).toHaveLength(19);
    expect(printed.filter((claim) => !shown.includes(claim))).toEqual([]);
  });

  it('cover the totals of 2014 to 2025; that of 2016 was printed in dollars only', () => {
    const years = [...facts.keys()].flatMap((id) => /^total-(\d{4}(?:-in-us-dollars)?)$/.exec(id)?.[1] ?? []);
    expect(years.slice(0, 3)).toEqual(['2014', '2015', '2016-in-us-dollars']);
    expect(years.slice(3)).toEqual([
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
      '2025-in-us-dollars',
    ]);
    expect(observations.get('goods-trade_2016_xizang_world_total_operator-location_cny')?.status).toBe('derived');
  });

  it.each([...facts.values()])('$fact names its claims, its source and its words in both languages', (each) => {
    if (each.status === 'derived') expect(each.operands.length).toBeGreaterThan(1);
    else expect(each.claims.length).toBeGreaterThan(0);
    for (const language of ['en', 'zh'] as const) {
      const { title, value, period, status, source, sentence } = each.text[language];
      for (const text of [title, value, period, status, source, sentence]) expect(text).not.toBe('');
      expect(sentence).toContain(value);
      // A code that has no label shows itself, in lower case with hyphens
      expect(words(each, language)).not.toMatch(/undefined|null|NaN|[a-z]-and-regions|operator-location/);
    }
    expect(each.text.zh.title).not.toMatch(/[a-z]{3}/);
  });

  it.each([...facts.values()].filter(({ series }) => series.length > 0))(
    '$fact has a series of one key that differs in its year only',
    (each) => {
      const own = observationOf(each);
      const points = each.series.map(observationOf);
      expect(points.length).toBeGreaterThanOrEqual(3);
      for (const column of keyColumns.filter((name) => !name.startsWith('period'))) {
        expect(new Set(points.map((point) => point[column])), column).toEqual(new Set([own[column]]));
      }
      for (const point of points) {
        expect([point.period_start.slice(4), point.period_end.slice(4)]).toEqual([
          own.period_start.slice(4),
          own.period_end.slice(4),
        ]);
        expect(['ambiguous', 'converted']).not.toContain(point.qualifier);
      }
      expect(points.map(({ period_start }) => period_start)).toEqual(points.map(({ period_start }) => period_start).toSorted());
      expect(each.text.en.series).toHaveLength(points.length);
    },
  );

  it.each([...facts.values()].filter(({ status }) => status !== 'derived'))(
    '$fact words its value with exactly the digits that were printed',
    (each) => {
      const { value, precision } = observationOf(each);
      const POWERS: Record<string, number> = { billion: 9, million: 6, 亿: 8, 万: 4 };
      for (const text of [each.text.en.value, each.text.zh.value]) {
        const [, whole = '', decimals = '', word = ''] = /([\d,]+)(?:\.(\d+))? ?(billion|million|亿|万)?/.exec(text) ?? [];
        const power = POWERS[word] ?? 0;
        expect(Number(`${whole.replaceAll(',', '')}.${decimals}e${power}`), text).toBe(Number(value));
        expect(10 ** (power - decimals.length), text).toBeCloseTo(Math.min(Number(precision), 10 ** power), 6);
      }
    },
  );
});

describe('the headline of the dataset', () => {
  it('is derived, names both operands, and says that nobody prints it', () => {
    const { status, operands, rule, value, lower, upper, claims, source, text } = fact('total-change-2025');
    expect({ status, rule, value, lower, upper, claims, source }).toEqual({
      status: 'derived',
      rule: 'change-from-levels',
      value: -33.089,
      lower: -33.098,
      upper: -33.078,
      claims: [],
      source: null,
    });
    expect(operands).toEqual([
      'goods-trade_2025_xizang_world_total_operator-location_cny',
      'goods-trade_2024_xizang_world_total_operator-location_cny',
    ]);
    expect(text.en.value).toBe('down 33.1%');
    expect(text.zh.value).toBe('下降33.1%');
    expect(text.en.status).toBe('Derived by this dataset; no source seen prints it');
    expect(text.en.sentence).toContain('no source seen prints it');
    expect(text.zh.sentence).toContain('所见来源均未公布');
  });

  it.each([
    ['private-enterprises-change-2025', 'down 42%'],
    ['border-small-scale-change-2025', 'down 20%'],
    ['trading-partners-change-2025', 'up 10.7%'],
  ])('has the part %s: %s', (id, value) => {
    expect([fact(id).status, fact(id).text.en.value]).toEqual(['derived', value]);
  });
});

describe('a comparison', () => {
  it.each([...facts.values()].filter(({ comparison, previous }) => comparison ?? previous))(
    'of $fact names its own source where that is another',
    (each) => {
      for (const part of ['comparison', 'previous'] as const) {
        const point = each[part];
        if (point === null) continue;
        if (observationOf(point).status === 'derived') {
          expect([each.text.en[part], each.text.zh[part]]).toEqual([
            expect.stringMatching(/\(derived\)$/),
            expect.stringMatching(/（推算）$/),
          ]);
          continue;
        }
        const documents = point.claims.map((id) => dataset.claims.rows.find(({ claim }) => claim === id)?.source);
        const named = each.source === null || !documents.includes(each.source.source);
        expect(each.text.en[part].includes(', per '), each.text.en[part]).toBe(named);
        expect(each.text.zh[part].includes('（据'), each.text.zh[part]).toBe(named);
      }
    },
  );
});

describe('a fact never says', () => {
  it('the total of 2025 without that of 2024 beside it', () => {
    const totals = [...facts.values()].filter(({ observation, period_start }) => {
      const { indicator, measure, area, partner, flow, regime, enterprise, product, transport } = observationOf({ observation });
      const whole = [partner, flow, regime, enterprise, product, transport].join() === 'world,total,all,all,all,all';
      return whole && indicator === 'goods-trade' && measure === 'level' && area === 'xizang' && period_start === '2025-01';
    });
    expect(totals.map(({ fact }) => fact)).toEqual(['total-2025', 'total-2025-in-us-dollars']);
    for (const { previous, text } of totals) {
      expect(previous?.period_start).toBe('2024-01');
      for (const { previous, sentence } of [text.en, text.zh]) expect(sentence).toContain(previous);
    }
    expect(fact('total-2025').text.en.previous).toBe('2024: 12.672 billion yuan, per Xinhua (Japanese)');
    expect(fact('total-2025').text.zh.previous).toBe('2024年：126.72亿元（据新华社·日文）');
  });

  it('why trade fell, nor that a crossing was closed', () => {
    expect(everyWord.filter((text) => /because|due to|caused|owing|closed|flood|因|由于|关闭|洪/i.test(text))).toEqual([]);
  });

  it('that trade surged, boomed or was stable', () => {
    // Except where the card quotes it against the fall that it shows
    const quoted = ['border-small-scale-2025', 'border-small-scale-change-2025'];
    const words_ = [...facts.values()]
      .filter(({ fact }) => !quoted.includes(fact))
      .flatMap((each) => [words(each, 'en'), words(each, 'zh')]);
    expect(words_.filter((text) => /surge|boom|soar|stable|steady|飙升|激增|稳/i.test(text))).toEqual([]);
    for (const id of quoted) expect(words(fact(id), 'en')).toMatch(/down 20%.*prints the trade of 2025 as stable/);
  });

  it('border small-scale trade of 2025 without the 3.532 billion of 2024, or as if a source printed the fall', () => {
    expect(fact('border-small-scale-2025').text.en).toMatchObject({
      value: '2.82 billion yuan',
      comparison: 'down 20% on the year before (derived)',
      previous: '2024: 3.532 billion yuan, per Xinhua (Japanese)',
    });
  });

  it('general trade of 2025, which includes digital channels, as a continuation of general trade', () => {
    const { series, previous, text } = fact('general-including-e-commerce-2025');
    expect([series, previous]).toEqual([[], null]);
    expect(text.en.remark).toMatch(/digital/);
    expect(fact('general-2024').text.en.value).toBe('more than 7.0 billion yuan');
  });

  it('a truncation for the figure: 8.47 and 7.26 agree, and are not shown', () => {
    for (const [id, en, zh, cut] of [
      ['total-2025', '8.479 billion yuan', '84.79亿元', 'r001'],
      ['private-enterprises-2025', '7.268 billion yuan', '72.68亿元', 'r003'],
    ] as const) {
      expect([fact(id).text.en.value, fact(id).text.zh.value]).toEqual([en, zh]);
      expect(fact(id).claims.slice(1)).toContain(cut);
    }
  });

  it('one figure for Belt and Road partners without the other', () => {
    const { status, text, claims, claims_against } = fact('belt-and-road-2025');
    expect([status, claims[0], claims_against]).toEqual(['contested', 'r018', ['r011']]);
    expect(text.en.value).toBe('5.746 billion yuan');
    expect(text.en.status).toBe('Contested: China Daily prints about 5.76 billion yuan');
    expect(text.en.sentence).toContain('5.76 billion');
    expect(text.zh.sentence).toContain('57.6亿元');
  });

  it('that 226 enterprises grew, without the other reading', () => {
    const { qualifier, text } = fact('enterprises-2025');
    expect(qualifier).toBe('ambiguous');
    expect(text.en.sentence).toMatch(
      /226 enterprises \(ambiguous in its source\).*Two readings: .*growth.*or they had trade at all/,
    );
    expect(text.zh.sentence).toMatch(/226.*原文含义不明.*两种理解.*有进出口实绩/);
  });

  it('more trading partners in 2025 without the more of 2023', () => {
    expect(
      fact('trading-partners-2025')
        .series.map(({ period_start, value }) => [period_start.slice(0, 4), value])
        .slice(-3),
    ).toEqual([
      ['2023', 175],
      ['2024', 140],
      ['2025', 155],
    ]);
    expect(fact('trading-partners-2024').text.en.previous).toMatch(/^2023: 175/);
  });

  it('new energy vehicles of 2024 on another basis in the series of 2025', () => {
    const { previous, series, text } = fact('new-energy-vehicles-2025');
    // What the growth rate implies on the same basis, not the 11,800 on another
    expect([previous?.status, text.en.previous, series]).toEqual(['derived', '2024: 12,100 vehicles (derived)', []]);
    expect(text.en.comparison).toBe('up 6.8% on the year before');
    expect(everyWord.filter((words) => words.includes('11,800'))).toEqual([]);
  });

  it('a value of the trade with Nepal in 2025, which no source prints', () => {
    const nepal = [...facts.values()].filter((each) => observationOf(each).partner === 'NP' && each.period_start === '2025-01');
    expect(nepal.map(({ fact, unit }) => [fact, unit])).toEqual([
      ['share-of-china-nepal-trade-2025', 'percent'],
      ['delivery-time-2025', 'days'],
    ]);
    expect(fact('share-of-china-nepal-trade-2025').text.en.value).toBe('23.2%');
  });

  it('Belt and Road figures by the list before 2023 beside those of the list since', () => {
    for (const each of facts.values()) {
      const codes = new Set(
        [each, ...each.series, ...(each.previous ? [each.previous] : [])].map((point) => observationOf(point).partner),
      );
      expect(codes.size, each.fact).toBe(1);
      const before2023 = [...each.series, ...(each.previous ? [each.previous] : [])].filter(
        ({ period_start }) => period_start < '2023',
      );
      if (codes.has('bri')) expect(before2023, each.fact).toEqual([]);
    }
  });

  it('that the regimes itemised make up the total', () => {
    expect(everyWord.filter((text) => /7\.29|together|合计/.test(text))).toEqual([]);
  });

  it('customs’ air freight and the cargo terminal’s in one series', () => {
    expect(fact('air-freight-2025').series).toEqual([]);
    expect(observationOf(fact('air-freight-2025'))).toMatchObject({ area: 'xizang', transport: 'air', value: '440000000' });
  });

  it('the forecast of 2006, or either loser of a settled conflict, as the value', () => {
    for (const [id, value] of [
      ['goods-trade_2006_xizang_world_total_operator-location_usd', '328000000'],
      ['goods-trade_2024-01--2024-04_xizang_world_total_operator-location_cny', '2786000000'],
      ['goods-trade_2022-01--2022-11_xizang_world_total_operator-location_cny', '4163000000'],
    ] as const) {
      expect(observationOf({ observation: id })).toMatchObject({ value, status: 'contested' });
    }
  });

  it('a figure in dollars that customs did not print, unless marked as converted', () => {
    expect(fact('total-2025-in-us-dollars').text.en.value).toBe('1.21 billion US dollars (converted by the source)');
  });
});
