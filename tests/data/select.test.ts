import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { fromColumnar, toColumnar } from '../../data/formats/columnar.ts';
import { parseCsv, type Row, toCsv } from '../../data/formats/csv.ts';
import { toJsonRow } from '../../data/formats/json.ts';
import { toNdjson } from '../../data/formats/ndjson.ts';
import { parseQuery } from '../../data/parse-query.ts';
import { filters, tableParameters, toQuery } from '../../data/query.ts';
import { rowsOfTables } from '../../data/release.ts';
import { keyColumns, listColumns, numericColumns } from '../../data/schema.ts';
import { select } from '../../data/select.ts';
import { columnsOf, type TableName, tableNames } from '../../data/table-shapes.ts';
import { toVocabulary } from '../../data/vocabulary.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
const tables = rowsOfTables(outcome.dataset, outcome.computed);
const vocabularies = Object.fromEntries(tableNames.map((table) => [table, toVocabulary(table, tables)]));

/** What the dataset answers to a query string. */
function ask(query: string, table: TableName = 'observations', of = tables) {
  const { values, errors } = parseQuery(new URLSearchParams(query), tableParameters(table, toVocabulary(table, of)));
  expect(errors).toEqual([]);
  return select(table, of(table), toQuery(table, values), of);
}

const ids = ({ rows }: { rows: readonly Row[] }) => rows.map((row) => Object.values(row)[0]);

/** A handful of apples: observations as the release has them, with the columns that matter here. */
function apples(...rows: Record<string, string>[]): typeof tables {
  const usual = Object.fromEntries(columnsOf('observations').map((column) => [column, listColumns.has(column) ? [] : '']));
  const key = { indicator: 'goods-trade', measure: 'level', period_start: '2024-01', period_end: '2024-12', partner: 'NP' };
  const observations = rows.map((row) => ({ ...usual, ...key, ...row }));
  return (table) => (table === 'observations' ? observations : tables(table));
}

describe('from and to', () => {
  const shop = apples(
    { observation: 'year' },
    { observation: 'april', period_start: '2024-04', period_end: '2024-04' },
    { observation: 'plan', period_start: '2021-01', period_end: '2025-12' },
    { observation: 'days', period_start: '2024-07-03', period_end: '2024-07-09' },
    { observation: 'next-year', period_start: '2025-01', period_end: '2025-12' },
  );
  it.each([
    ['from=2024&to=2024', ['year', 'april', 'days']],
    ['from=2024-01&to=2024-12', ['year', 'april', 'days']],
    ['from=2024-02', ['april', 'days', 'next-year']],
    ['to=2024-06', ['april']],
    ['from=2024-07&to=2024-07', ['days']],
    ['from=2021&to=2025', ['year', 'april', 'plan', 'days', 'next-year']],
    ['from=2026', []],
  ])('?%s holds whole periods', (query, expected) => {
    expect(ids(ask(query, 'observations', shop))).toEqual(expected);
  });
});

describe('latest', () => {
  it('is the period of a series that ends last, and of several the longest, after the other filters', () => {
    const shop = apples(
      { observation: '2023', period_start: '2023-01', period_end: '2023-12' },
      { observation: '2024' },
      { observation: 'december', period_start: '2024-12', period_end: '2024-12' },
      { observation: 'april-2025', period_start: '2025-04', period_end: '2025-04', flow: 'export' },
      { observation: 'germany', partner: 'DE', period_start: '2019-01', period_end: '2019-12' },
    );
    expect(ids(ask('latest=1', 'observations', shop))).toEqual(['2024', 'april-2025', 'germany']);
    expect(ids(ask('latest=1&to=2023', 'observations', shop))).toEqual(['2023', 'germany']);
    expect(ids(ask('latest=1&frequency=month', 'observations', shop))).toEqual(['december', 'april-2025']);
  });
});

describe('sort', () => {
  const shop = apples(
    { observation: 'nine', value: '9', partner: 'NP' },
    { observation: 'ten', value: '10', partner: 'NP' },
    { observation: 'minus', value: '-1.5', partner: 'DE' },
    { observation: 'none', value: '', partner: 'DE' },
  );
  it.each([
    ['sort=value', ['minus', 'nine', 'ten', 'none']],
    ['sort=-value', ['ten', 'nine', 'minus', 'none']],
    ['sort=partner,-value', ['minus', 'none', 'ten', 'nine']],
    ['sort=indicator', ['nine', 'ten', 'minus', 'none']],
  ])('?%s puts numbers by size, text by its letters, nothing last, and leaves the rest as it was', (query, expected) => {
    expect(ids(ask(query, 'observations', shop))).toEqual(expected);
  });
});

describe('fields and labels', () => {
  it('choose columns in the order asked for', () => {
    const { columns, rows } = ask('fields=value,partner&partner=NP&from=2024&to=2024&flow=total&measure=level&frequency=year');
    expect(columns).toEqual(['value', 'partner']);
    expect(toCsv(columns, rows.slice(0, 1))).toMatch(/^value,partner\r\n\d+,NP\r\n$/);
  });

  it('stand behind the codes that they name, in one language, and change no code', () => {
    for (const [language, nepal] of [
      ['en', 'Nepal'],
      ['zh', '尼泊尔'],
    ]) {
      const { columns, rows } = ask(`partner=NP&fields=partner,value,base_unit&labels=${language}`);
      expect(columns).toEqual(['partner', 'partner_label', 'value', 'base_unit', 'base_unit_label']);
      expect(new Set(rows.map((row) => `${row.partner} ${row.partner_label}`))).toEqual(new Set([`NP ${nepal}`]));
    }
  });

  it('name every code of every table', () => {
    for (const table of ['observations', 'claims', 'sources', 'milestones', 'checks'] as const) {
      const { columns, rows } = ask('labels=zh', table);
      const labelled = columns.filter((column) => column.endsWith('_label')).map((column) => column.replace('_label', ''));
      expect(labelled.length).toBeGreaterThan(0);
      const nameless = rows.flatMap((row) =>
        labelled
          .filter((column) => row[column] !== '' && row[`${column}_label`] === '')
          .map((column) => `${column} ${row[column]}`),
      );
      // The unit of a rate of exchange is made of two
      expect([...new Set(nameless)]).toEqual(table === 'checks' ? ['unit CNY per USD'] : []);
    }
  });
});

describe('CSV', () => {
  it('comes back as it was written, digit for digit', () => {
    for (const table of tableNames) {
      const text = toCsv(columnsOf(table), tables(table));
      const rows = parseCsv(text);
      expect(rows).toEqual(tables(table).map((row) => ({ ...row })));
      expect(toCsv(columnsOf(table), rows)).toBe(text);
    }
  });
});

describe('NDJSON', () => {
  it('has the objects of the JSON, one a line', () => {
    const rows = tables('observations').slice(0, 5);
    const columns = columnsOf('observations');
    const lines = toNdjson(columns, rows).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows.map((row) => toJsonRow(columns, row)));
  });
});

/** The same questions put to another program: every table in SQLite, and every parameter as a clause of SQL. */
const database = new DatabaseSync(':memory:');
for (const table of tableNames) {
  const columns = columnsOf(table);
  database.exec(`CREATE TABLE ${table} (${columns.map((column) => `"${column}" TEXT`).join(', ')})`);
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
  for (const row of tables(table)) insert.run(...columns.map((column) => [row[column] ?? ''].flat().join(' ')));
}

const MONTHS = `((substr(period_end, 1, 4) - substr(period_start, 1, 4)) * 12 + substr(period_end, 6, 2) - substr(period_start, 6, 2) + 1)`;
const FREQUENCY = `CASE WHEN length(period_start) = 10 THEN 'other'
  WHEN ${MONTHS} = 12 AND substr(period_start, 6, 2) = '01' THEN 'year'
  WHEN substr(period_start, 1, 4) <> substr(period_end, 1, 4) THEN 'other'
  WHEN ${MONTHS} = 6 AND substr(period_start, 6, 2) IN ('01', '07') THEN 'half'
  WHEN ${MONTHS} = 3 AND substr(period_start, 6, 2) IN ('01', '04', '07', '10') THEN 'quarter'
  WHEN ${MONTHS} = 1 THEN 'month'
  WHEN substr(period_start, 6, 2) = '01' THEN 'to-date' ELSE 'other' END`;
/** The last day of a month, or the day itself. */
const END = `CASE length(period_end) WHEN 10 THEN period_end ELSE date(period_end || '-01', '+1 month', '-1 day') END`;
const SERIES = keyColumns.filter((column) => !column.startsWith('period')).join(', ');

type Question = { table: TableName; values: Record<string, string[]> };

function toSql({ table, values }: Question): string {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const any = (list: readonly string[]) => `(${list.map(quote).join(', ')})`;
  const [start, end] = { milestones: ['date', 'date'], sources: ['published', 'published'] }[table as 'sources'] ?? [
    'period_start',
    'period_end',
  ];
  const clauses = Object.entries(values).flatMap(([name, list]) => {
    const [first = ''] = list;
    switch (name) {
      case 'from':
        return `${start} <> '' AND substr(${start} || '-01', 1, 7) >= ${quote(`${first}-01`.slice(0, 7))}`;
      case 'to':
        return `${end} <> '' AND substr(${end} || '-12', 1, 7) <= ${quote(`${first}-12`.slice(0, 7))}`;
      case 'frequency':
        return `${FREQUENCY} IN ${any(list)}`;
      case 'grade':
        return table === 'sources'
          ? `grade IN ${any(list)}`
          : `source IN (SELECT source FROM sources WHERE grade IN ${any(list)})`;
      case 'latest':
      case 'sort':
      case 'fields':
        return [];
      default:
        return `"${name}" IN ${any(list)}`;
    }
  });
  const where = clauses.length > 0 ? `WHERE ${clauses.map((clause) => `(${clause})`).join(' AND ')}` : '';
  const newest = `row_number() OVER (PARTITION BY ${SERIES} ORDER BY ${END} DESC, period_start, rowid)`;
  const chosen = values.latest
    ? `SELECT * FROM (SELECT rowid AS place, *, ${newest} AS rank FROM ${table} ${where}) WHERE rank = 1`
    : `SELECT rowid AS place, * FROM ${table} ${where}`;
  const order = (values.sort ?? []).map((key) => {
    const column = key.replace(/^-/, '');
    const cell = numericColumns.has(column) ? `CAST("${column}" AS REAL)` : `"${column}"`;
    return `"${column}" = '', ${cell} ${key.startsWith('-') ? 'DESC' : 'ASC'}`;
  });
  const fields = (values.fields ?? columnsOf(table)).map((column) => `"${column}"`).join(', ');
  return `SELECT ${fields} FROM (${chosen}) ORDER BY ${[...order, 'place'].join(', ')}`;
}

/** Random questions whose answers are not always empty: values are taken from the vocabulary, a few filters at a time. */
const question: fc.Arbitrary<Question> = fc.constantFrom(...tableNames).chain((table) => {
  const vocabulary = vocabularies[table];
  const some = (values: readonly string[], maxLength = 4) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
  const of = (name: string) => some([...(vocabulary?.(name).keys() ?? [])]);
  const names = tableParameters(table, vocabulary ?? (() => new Map())).names;
  const sortable = columnsOf(table).filter((column) => !listColumns.has(column));
  const extras: Record<string, fc.Arbitrary<string[]>> = {
    from: some(['2006', '2019', '2022-04', '2024'], 1),
    to: some(['2024', '2024-11', '2025', '2025-06', '2026-12'], 1),
    frequency: some(['year', 'half', 'quarter', 'month', 'to-date', 'other'], 3),
    latest: fc.constant(['1']),
    fields: some(columnsOf(table), 5),
    sort: some(sortable, 3).chain((columns) =>
      fc.tuple(...columns.map((column) => fc.constantFrom(column, `-${column}`))).map((keys) => [...keys]),
    ),
  };
  const wanted = Object.fromEntries([
    ...filters[table].map((name) => [name, fc.option(of(name), { nil: undefined, freq: 1 })]),
    ...Object.entries(extras).flatMap(([name, values]) =>
      names.includes(name) ? [[name, fc.option(values, { nil: undefined, freq: 2 })]] : [],
    ),
  ]);
  return fc.record(wanted).map((values) => ({
    table,
    values: Object.fromEntries(Object.entries(values).filter(([, list]) => list !== undefined)) as Record<string, string[]>,
  }));
});

/** The tables as the Worker reads them. */
const columnar = new Map(tableNames.map((table) => [table, fromColumnar(toColumnar(tables(table)))]));
const stored = (table: TableName) => columnar.get(table) ?? [];

describe('any query', () => {
  it('is answered as SQLite answers it over the whole table', () => {
    let answered = 0;
    fc.assert(
      fc.property(question, ({ table, values }) => {
        const query = Object.entries(values)
          .map(([name, list]) => `${name}=${list.map(encodeURIComponent).join(',')}`)
          .join('&');
        const { columns, rows } = ask(query, table, stored);
        const expected = database.prepare(toSql({ table, values })).all();
        expect(rows.map((row) => Object.fromEntries(columns.map((column) => [column, [row[column]].flat().join(' ')])))).toEqual(
          expected.map((row) => ({ ...row })),
        );
        answered += Number(rows.length > 0);
      }),
      { numRuns: 400 },
    );
    // A property over empty answers would prove nothing
    expect(answered).toBeGreaterThan(60);
  });
});
