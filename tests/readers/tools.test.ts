import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadingSnippets } from '../../data/pages/snippets.ts';
import { toColumns } from '../../data/published-shape.ts';

/**
 * The tools that people have, with the very lines that the page shows, against the served address: they find the types that the
 * metadata claims, and the same sums as the JSON. A sum of all values in a unit means nothing; it only shows that none was lost.
 */
const folder = mkdtempSync(join(tmpdir(), 'tools-'));
const origin = inject('origin');
let fields: { name: string; type: 'string' | 'number' }[];
let sums: Record<string, number>;

beforeAll(async () => {
  const descriptor = (await (await fetch(`${origin}/datapackage.json`)).json()) as {
    resources: { schema: { fields: typeof fields } }[];
  };
  fields = descriptor.resources[0]?.schema.fields ?? [];
  const { observations } = (await (await fetch(`${origin}/observations.json`)).json()) as {
    observations: { unit: string; value: number }[];
  };
  sums = sumsOf(observations);
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
});

const numbers = () => fields.filter(({ type }) => type === 'number').map(({ name }) => name);

it('the metadata claims four columns of numbers, and the JSON has ten units', () => {
  expect(numbers()).toEqual(['value', 'precision', 'lower', 'upper']);
  expect(Object.keys(sums)).toHaveLength(10);
});

describe('CSV', () => {
  it('curl saves as it is served', async () => {
    run('sh', ['-c', snippet('curl')]);
    expect(readFileSync(join(folder, 'observations.csv'), 'utf8')).toBe(await (await fetch(`${origin}/observations.csv`)).text());
  });

  it('pandas reads', () => {
    const print = [
      'import json',
      'kinds = {name: "number" if pd.api.types.is_numeric_dtype(kind) else "text" for name, kind in observations.dtypes.items()}',
      'print(json.dumps([kinds, observations.groupby("unit")["value"].sum().to_dict()]))',
    ];
    // Debian’s own, by its path: its packages install for no other Python that may come first in PATH
    expectSame(JSON.parse(run('/usr/bin/python3', ['-c', [snippet('Python'), ...print].join('\n')])));
  });

  it('R reads', () => {
    const print = [
      'kinds <- ifelse(sapply(observations, is.numeric), "number", "text")',
      'sums <- tapply(observations$value, observations$unit, sum)',
      'cat(sprintf("%s\\t%s\\n", names(kinds), kinds), sep = "")',
      'cat("\\n")',
      'cat(sprintf("%s\\t%.17g\\n", names(sums), sums), sep = "")',
    ];
    const [kinds = '', found = ''] = run('Rscript', ['-e', [snippet('R'), ...print].join('\n')]).split('\n\n');
    const pairs = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => line.split('\t') as [string, string]);
    expectSame([Object.fromEntries(pairs(kinds)), Object.fromEntries(pairs(found).map(([unit, sum]) => [unit, Number(sum)]))]);
  });

  it('csvkit reads', () => {
    const types = run('csvstat', ['--type', 'observations.csv'])
      .trim()
      .split('\n')
      .map((line) => line.split(/\.|:/).map((part) => part.trim()));
    const kinds = Object.fromEntries(types.map(([, name = '', type]) => [name, type === 'Number' ? 'number' : 'text']));
    const found = run('csvsql', [
      '--query',
      'SELECT unit, sum(value) AS sum FROM observations GROUP BY unit',
      'observations.csv',
    ]);
    const rows = parse(found, { columns: true }) as { unit: string; sum: string }[];
    expectSame([kinds, Object.fromEntries(rows.map(({ unit, sum }) => [unit, Number(sum)]))]);
  });

  it('DuckDB reads', async () => {
    const { kinds, found } = await askDuckDb(`CREATE TABLE observations AS FROM '${join(folder, 'observations.csv')}'`);
    expectSame([
      Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, type === 'DOUBLE' ? 'number' : 'text'])),
      found,
    ]);
    expect(new Set(Object.values(kinds))).toEqual(new Set(['VARCHAR', 'DOUBLE']));
  });
});

describe('Parquet', () => {
  it('DuckDB reads, with numbers, texts and lists', async () => {
    const [download = '', ...statements] = snippet('DuckDB').split('\n');
    run('sh', ['-c', download.replace('-- First: ', '')]);
    const { kinds, found } = await askDuckDb(
      statements.join('\n').replace("'observations.parquet'", `'${join(folder, 'observations.parquet')}'`),
    );
    const types = { text: 'VARCHAR', number: 'DOUBLE', list: 'VARCHAR[]' };
    expect(kinds).toEqual(Object.fromEntries(toColumns('observations').map(({ name, kind }) => [name, types[kind]])));
    expectSums(found);
  });
});

describe('JSON', () => {
  it('JavaScript reads', () => {
    const print = 'console.log(JSON.stringify(observations.map(({ unit, value }) => ({ unit, value }))));';
    const printed = run(process.execPath, ['--input-type=module', '-e', `${snippet('JavaScript')}\n${print}`]);
    expectSums(sumsOf(JSON.parse(printed)));
  });
});

describe('the workbook', () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'book.xlsx'), new Uint8Array(await (await fetch(`${origin}/xizang-trade.xlsx`)).arrayBuffer()));
  });

  it('has in LibreOffice the cells of every CSV', async () => {
    // Filter options: comma, quotes, UTF-8, from line 1, text as it is shown or not (numbers with all digits), every sheet (-1)
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
    run('soffice', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      filter,
      '--outdir',
      join(folder, 'book'),
      'book.xlsx',
    ]);
    const sheets = readdirSync(join(folder, 'book')).map((name) => name.replace(/^book-|\.csv$/g, ''));
    expect(sheets.toSorted()).toEqual([
      'about',
      'checks',
      'claims',
      'codes',
      'indicators',
      'milestones',
      'observations',
      'sources',
    ]);
    for (const sheet of sheets.filter((name) => name !== 'about')) {
      const found = parse(readFileSync(join(folder, 'book', `book-${sheet}.csv`), 'utf8')) as string[][];
      const served = parse(await (await fetch(`${origin}/${sheet}.csv`)).text(), { record_delimiter: '\r\n' }) as string[][];
      expect(found.map(withPlainNumbers), sheet).toEqual(served.map(withPlainNumbers));
    }
  });

  it('has in openpyxl numbers as numbers, and a header that stays, without a warning', () => {
    const script = fileURLToPath(new URL('read-workbook.py', import.meta.url));
    const sheets = JSON.parse(run('/usr/bin/python3', ['-W', 'error', script, 'book.xlsx'])) as Record<
      string,
      { freeze: string; types: Record<string, string[]> }
    >;
    for (const [name, { freeze }] of Object.entries(sheets)) if (name !== 'about') expect([name, freeze]).toEqual([name, 'A2']);
    for (const { name, type } of fields) {
      const found = sheets.observations?.types[name] ?? [];
      const isNumber = found.every((one) => one === 'int' || one === 'float');
      expect([name, isNumber]).toEqual([name, type === 'number']);
    }
  });
});

/** A workbook holds numbers, not digits: 10.0 of the CSV is 10 there. */
function withPlainNumbers(cells: readonly string[]): string[] {
  return cells.map((cell) => (/^-?\d+\.\d+$/.test(cell) ? String(Number(cell)) : cell));
}

/** The lines of the page for a tool, with the address that is served here. */
function snippet(tool: string): string {
  const found = loadingSnippets(origin).find((one) => one.tool.startsWith(tool));
  if (found === undefined) throw new Error(`The page has no snippet for ${tool}.`);
  return found.code;
}

function run(command: string, options: string[]): string {
  const { error, status, stdout, stderr } = spawnSync(command, options, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw new Error(`${command} did not run (${error.message}). \`npm run test:all\` installs it.`);
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stderr}`);
  return stdout;
}

async function askDuckDb(load: string): Promise<{ kinds: Record<string, string>; found: Record<string, number> }> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(load);
  const rows = async (query: string) => (await connection.runAndReadAll(query)).getRows();
  const kinds = await rows('SELECT column_name, column_type FROM (DESCRIBE observations)');
  const found = await rows('SELECT unit, sum(value) FROM observations GROUP BY unit');
  connection.closeSync();
  return { kinds: Object.fromEntries(kinds), found: Object.fromEntries(found) };
}

function sumsOf(rows: readonly { unit: string; value: number }[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { unit, value } of rows) found[unit] = (found[unit] ?? 0) + value;
  return found;
}

function expectSame([kinds, found]: [Record<string, string>, Record<string, number>]): void {
  expect(kinds).toEqual(Object.fromEntries(fields.map(({ name, type }) => [name, type === 'number' ? 'number' : 'text'])));
  expectSums(found);
}

/** Each adds in an order of its own, so the last binary digits of a sum differ. */
function expectSums(found: Record<string, number>): void {
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(sums).toSorted());
  for (const [unit, sum] of Object.entries(sums)) expect((found[unit] ?? Number.NaN) / sum, unit).toBeCloseTo(1, 12);
}
