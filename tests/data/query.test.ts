import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { parseQuery, toCanonical } from '../../data/parse-query.ts';
import { filters, tableParameters } from '../../data/query.ts';
import { rowsOfTables } from '../../data/release.ts';
import { suggestCode } from '../../data/suggest.ts';
import { type TableName, tableNames } from '../../data/table-shapes.ts';
import { toVocabulary } from '../../data/vocabulary.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
const rows = rowsOfTables(outcome.dataset, outcome.computed);

const parameters = new Map(tableNames.map((table) => [table, tableParameters(table, toVocabulary(table, rows))]));
const parse = (query: string, table: TableName = 'observations') => {
  const known = parameters.get(table);
  if (known === undefined) throw new Error(`There is no table "${table}".`);
  return parseQuery(new URLSearchParams(query), known);
};

describe('a query', () => {
  it('is a set of lists, dates and switches', () => {
    expect(parse('partner=NP,DE&from=2020&to=2024-06&frequency=year,to-date&latest=1&as_of=2026-01-28&labels=zh')).toEqual({
      values: {
        partner: ['DE', 'NP'],
        from: '2020',
        to: '2024-06',
        frequency: ['to-date', 'year'],
        latest: '1',
        as_of: '2026-01-28',
        labels: 'zh',
      },
      errors: [],
    });
  });

  it('keeps the order of fields and of what is sorted by, and of nothing else', () => {
    const { values } = parse('sort=-value,partner&fields=value,partner&partner=NP,DE,NP');
    expect(values).toEqual({ sort: ['-value', 'partner'], fields: ['value', 'partner'], partner: ['DE', 'NP'] });
  });

  it.each([
    ['partner=NP,DE&flow=export', 'flow=export&partner=DE,NP'],
    ['partner=NP%2CDE&flow=export', 'flow=export&partner=DE,NP'],
    ['from=2024&to=2024', 'from=2024&to=2024'],
  ])('%s has one name however it is written', (query, name) => {
    expect(toCanonical(parse(query).values)).toBe(name);
    const [a = '', b = ''] = query.split('&');
    expect(toCanonical(parse(`${b}&${a}`).values)).toBe(name);
  });

  it('takes every value that stands in a column, by every filter of every table', () => {
    for (const table of tableNames) {
      for (const name of filters[table]) {
        const values = new Set(
          rows(table)
            .flatMap((row) => row[name] ?? [])
            .filter((value) => value !== ''),
        );
        const refused = [...values].filter((value) => parse(`${name}=${encodeURIComponent(value)}`, table).errors.length > 0);
        expect([table, name, refused]).toEqual([table, name, []]);
      }
    }
  });
});

describe('an error', () => {
  it.each<[query: string, error: Record<string, unknown>]>([
    ['parnter=NP', { parameter: 'parnter', did_you_mean: 'partner' }],
    ['country=NP', { parameter: 'country', did_you_mean: 'partner' }],
    ['startPeriod=2020', { parameter: 'startPeriod', did_you_mean: 'from' }],
    ['limit=10', { kind: 'unknown', value: '10', detail: 'There is no parameter "limit" here.' }],
    ['__proto__=1', { parameter: '__proto__' }],
    ['constructor=1', { parameter: 'constructor' }],
    ['PARTNER=NP', { parameter: 'PARTNER', did_you_mean: 'partner' }],
    ['partner=Nepal', { value: 'Nepal', did_you_mean: 'NP', detail: '"Nepal" is not a value of partner.' }],
    ['partner=尼泊尔', { value: '尼泊尔', did_you_mean: 'NP' }],
    ['partner=np', { did_you_mean: 'NP' }],
    ['partner=NPL', { did_you_mean: 'NP' }],
    ['partner=Nepal,DE,Germny', { did_you_mean: 'NP,DE,DE', detail: '"Nepal", "Germny" are not values of partner.' }],
    ['partner=Nepal,Atlantis', { value: 'Nepal,Atlantis' }],
    ['partner=European Union', { did_you_mean: 'eu' }],
    ['indicator=good-trade', { did_you_mean: 'goods-trade' }],
    ['status=Derived', { did_you_mean: 'derived', allowed: ['stated', 'derived', 'contested'] }],
    ['partner=', { value: '', detail: 'partner is empty. Give it a value, or leave it out.' }],
    ['partner=NP,', { value: 'NP,', detail: 'partner has nothing before, between or behind its commas.', did_you_mean: 'NP' }],
    ['partner=,,,', { detail: 'partner has nothing before, between or behind its commas.' }],
    ['partner=NP&partner=DE', { value: 'NP & DE', did_you_mean: 'NP,DE' }],
    ['partner=\0', { value: '\0' }],
    ['partner=ＮＰ', { value: 'ＮＰ' }],
    ['from=2024-13', { allowed: ['a year or a month, such as 2024 or 2024-04'] }],
    ['from=2024-4', { did_you_mean: '2024-04' }],
    ['from=202404', { did_you_mean: '2024-04' }],
    ['from=2024年4月', { did_you_mean: '2024-04' }],
    ['from=2024-04-30', { did_you_mean: '2024-04' }],
    ['from=2024-99', {}],
    ['from=2024Q4', {}],
    ['to=2024H2', {}],
    ['form=2024', { did_you_mean: 'from' }],
    ['unit=RMB', { did_you_mean: 'CNY' }],
    ['area=Tibet', { did_you_mean: 'xizang' }],
    ['frequency=annual', { did_you_mean: 'year' }],
    ['measure=growth', { did_you_mean: 'change-on-year' }],
    ['partner=Peru', {}],
    ['from=1e9', { value: '1e9' }],
    ['from=0x7E8', { value: '0x7E8' }],
    ['from=+2024', { value: ' 2024' }],
    ['from=２０２４', { value: '２０２４' }],
    ['as_of=2026-02-30', { allowed: ['a day, such as 2026-01-28'] }],
    ['as_of=20260128', { did_you_mean: '2026-01-28' }],
    ['as_of=2026', { value: '2026' }],
    ['latest=0', { allowed: ['1'] }],
    ['latest=yes', { allowed: ['1'], did_you_mean: '1' }],
    ['fields=partner,valeu', { did_you_mean: 'partner,value' }],
    ['fields=value,valeu', { detail: '"valeu" is not a value of fields.' }],
    ['fields=value,value', { detail: 'fields names a column twice.' }],
    ['sort=-valeu', { did_you_mean: '-value' }],
    ['sort=value,-value', { detail: 'sort names a column twice.' }],
    ['sort=claims', {}],
    ['labels=fr', { allowed: ['en', 'zh'] }],
    ['observation=x', { allowed: [expect.stringMatching(/^one of the \d+ values of observation in the whole file$/)] }],
  ])('of ?%s says what would do', (query, expected) => {
    const { errors } = parse(query);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ parameter: new URLSearchParams(query).keys().next().value, ...expected });
    if (!('did_you_mean' in expected)) expect(errors[0]).not.toHaveProperty('did_you_mean');
  });

  it.each([
    ['from=2025&to=2024', '2024', '2025'],
    ['from=2024-07&to=2024-06', '2024-06', '2024-07'],
  ])('of ?%s says how to exchange the two', (query, from, to) => {
    const { errors } = parse(query);
    expect(errors).toMatchObject([
      { kind: 'conflict', parameter: 'from', did_you_mean: from },
      { kind: 'conflict', parameter: 'to', did_you_mean: to },
    ]);
    expect(parse(`from=${from}&to=${to}`).errors).toEqual([]);
  });

  it('lists the names that there are once, however many there are not', () => {
    const names = Array.from({ length: 200 }, (_, index) => `q${index}`);
    const { errors } = parse(names.join('&'));
    expect(errors).toHaveLength(200);
    expect(errors.filter(({ allowed }) => allowed !== undefined)).toHaveLength(1);
    expect(JSON.stringify(errors).length).toBeLessThan(25_000);
  });

  it('cuts no character in two', () => {
    const [error] = parse(`partner=${'a'.repeat(79)}😀😀`).errors;
    expect(error?.value).toBe(`${'a'.repeat(79)}😀…`);
  });

  it('is compared with two hundred codes at most, and with none where it is long: that would take too long', () => {
    const guess = (word: string, count: number) =>
      suggestCode(word, new Map(Array.from({ length: count }, (_, index) => [`apple-${index}`, []])));
    expect([guess('aple-7', 200), guess('aple-7', 201)]).toEqual(['apple-7', undefined]);
    const long = (length: number) => suggestCode('x'.repeat(length), new Map([[`${'x'.repeat(length - 1)}y`, []]]));
    expect([long(60), long(61)]).toEqual([`${'x'.repeat(59)}y`, undefined]);
  });

  it('suggests what is understood', () => {
    for (const query of ['partner=Nepal,DE', 'from=2024-4', 'as_of=20260128', 'sort=-valeu', 'status=Derived']) {
      const { parameter, did_you_mean } = parse(query).errors[0] ?? { parameter: '' };
      expect([query, parse(`${parameter}=${did_you_mean}`).errors]).toEqual([query, []]);
    }
  });

  it('comes with all the others at once, one for each parameter', () => {
    const { errors } = parse('parnter=NP&flow=exprt&from=yesterday&latest=2&unit=CNY');
    expect(errors.map(({ parameter }) => parameter)).toEqual(['parnter', 'flow', 'from', 'latest']);
  });

  it.each([
    `partner=${'A'.repeat(1000)}`,
    `partner=${'A,'.repeat(500)}`,
    `${'x'.repeat(1000)}=1`,
    `fields=${'value,'.repeat(160)}`,
  ])('does not send back what was sent, only what it takes to recognise it', (query) => {
    const { errors } = parse(query);
    expect(errors).toHaveLength(1);
    const { parameter = '', value = '', detail = '' } = errors[0] ?? {};
    for (const text of [parameter, value]) expect(text.length).toBeLessThanOrEqual(81);
    expect(detail.length).toBeLessThan(150);
  });
});
