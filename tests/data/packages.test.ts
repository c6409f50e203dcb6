import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { compute } from '../../data/compute.ts';
import { toPackages } from '../../data/packages.ts';
import { toColumns } from '../../data/published-shape.ts';
import { type ServedFile, toDraft, toReleaseFiles } from '../../data/release.ts';
import { tableNames } from '../../data/table-shapes.ts';
import { claimLine, linesOf, tables } from './fixture.ts';

const ORIGIN = 'https://apples.example';

/** The smallest dataset, and two years more: one in which two papers agree, and one with an open bound. */
const files = new Map<string, ServedFile>();
beforeAll(async () => {
  const outcome = compute(
    tables({
      'claims.csv': [
        ...linesOf('claims.csv'),
        claimLine({
          claim: 'c3',
          period_start: '2022-01',
          period_end: '2022-12',
          value: '60.5',
          precision: '0.1',
          note: '"5, or so"',
        }),
        claimLine({
          claim: 'c4',
          period_start: '2022-01',
          period_end: '2022-12',
          value: '60',
          precision: '10',
          source: 'weekly-2025',
        }),
        claimLine({ claim: 'c5', period_start: '2021-01', period_end: '2021-12', value: '50', qualifier: 'more-than' }),
      ],
    }),
  );
  if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues));
  const { dataset, computed } = outcome;
  const release = toDraft(dataset);
  const releaseFiles = toReleaseFiles(dataset, computed, release);
  const packages = await toPackages(dataset, computed, release, releaseFiles);
  for (const file of [...releaseFiles, ...packages.files]) files.set(file.path, file);
});

const bytesOf = (path: string) => {
  const file = files.get(path);
  if (file === undefined) throw new Error(`There is no ${path}.`);
  return file.bytes;
};
const textOf = (path: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(path));
const jsonOf = (path: string) => JSON.parse(textOf(path));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const observations = () => jsonOf('/observations.json').observations as Record<string, unknown>[];

describe('the packed formats', () => {
  it('are made of six observations: two derived changes, an open bound, a list of two, and quotes', () => {
    expect(observations().map(({ value, lower, upper, claims, note }) => ({ value, lower, upper, claims, note }))).toEqual([
      { value: 32.2, lower: 23.7, upper: 48.9, claims: [], note: null },
      { value: 25, lower: 5.5, upper: 46.7, claims: [], note: null },
      { value: 50, lower: 50, upper: null, claims: ['c5'], note: null },
      { value: 60.5, lower: 60.45, upper: 60.6, claims: ['c3', 'c4'], note: '5, or so' },
      { value: 80, lower: 75, upper: 90, claims: ['c2'], note: null },
      { value: 100, lower: 95, upper: 110, claims: ['c1'], note: null },
    ]);
  });

  it('NDJSON has the rows of the JSON, one a line', () => {
    const lines = textOf('/observations.ndjson').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(observations());
  });

  it('CSV for Excel is the CSV after a byte order mark', () => {
    expect([...bytesOf('/observations-excel.csv').slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytesOf('/observations-excel.csv').slice(3)).toEqual(bytesOf('/observations.csv'));
  });

  it('Parquet has the rows of the JSON, in the types that it names, and says of which release it is', async () => {
    const file = bytesOf('/observations.parquet').slice().buffer;
    expect(await parquetReadObjects({ file })).toEqual(observations());
    const metadata = parquetMetadata(file);
    const types = parquetSchema(metadata).children.map(({ element, children }) => [
      element.name,
      children.length > 0 ? element.converted_type : (element.converted_type ?? element.type),
    ]);
    expect(types).toEqual(
      toColumns('observations').map(({ name, kind }) => [name, { text: 'UTF8', number: 'DOUBLE', list: 'LIST' }[kind]]),
    );
    expect(metadata.key_value_metadata).toContainEqual({ key: 'release', value: '2025-02-03.0+draft' });
  });

  it('the workbook has a sheet for each table, numbers as numbers, and a frozen header', () => {
    const parts = unzipSync(bytesOf('/xizang-trade.xlsx'));
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
    const names = [...part('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual([...tableNames, 'about']);
    const sheet = part('xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    // N is the column of value: no type attribute means a number
    expect([...sheet.matchAll(/<c r="N\d+"><v>([^<]+)<\/v>/g)].map(([, value]) => Number(value))).toEqual([
      32.2, 25, 50, 60.5, 80, 100,
    ]);
  });

  it('the workbook has the default style, for want of which openpyxl warns', () => {
    const styles = strFromU8(unzipSync(bytesOf('/xizang-trade.xlsx'))['xl/styles.xml'] ?? new Uint8Array());
    const elements = [...styles.matchAll(/<(fonts|fills|borders|cellStyleXfs|cellXfs|cellStyles) /g)].map(([, name]) => name);
    expect(elements).toEqual(['fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles']);
    expect(styles).toContain('<cellStyle name="Normal" xfId="0" builtinId="0"/>');
  });

  it('the ZIP has every table twice, readme, licence and description, and its SHA256SUMS are right', () => {
    const parts = unzipSync(bytesOf('/xizang-trade.zip'));
    const names = tableNames.flatMap((name) => [`${name}.csv`, `${name}.json`]);
    expect(Object.keys(parts)).toEqual(['README.md', 'LICENSE.txt', 'datapackage.json', ...names, 'facts.json', 'SHA256SUMS']);
    const { SHA256SUMS = new Uint8Array(), ...rest } = parts;
    expect(strFromU8(SHA256SUMS)).toBe(
      Object.entries(rest)
        .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
        .join(''),
    );
    for (const name of names) expect(Buffer.from(rest[name] ?? '').equals(bytesOf(`/${name}`)), name).toBe(true);
    expect(rest['datapackage.json']).toEqual(bytesOf('/datapackage.json'));
    expect(strFromU8(rest['README.md'] ?? new Uint8Array())).toContain('- observations.csv, observations.json: 6 rows.');
  });
});

type Field = {
  name: string;
  type: string;
  description: string;
  constraints?: { required?: true; enum?: string[]; unique?: true };
};
type Resource = {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  rows: number;
  schema: { fields: Field[]; primaryKey: string[]; foreignKeys?: unknown[] };
};

describe('datapackage.json', () => {
  it.each(tableNames)('names the columns, rows, bytes and digest of %s as they are served', (name) => {
    const resource = jsonOf('/datapackage.json').resources.find((one: Resource) => one.name === name) as Resource;
    const [header = [], ...rows] = parse(textOf(`/${name}.csv`), { record_delimiter: '\r\n' });
    expect(resource.schema.fields.map((field) => field.name)).toEqual(header);
    expect(resource).toMatchObject({
      path: `${name}.csv`,
      rows: rows.length,
      bytes: bytesOf(`/${name}.csv`).length,
      hash: `sha256:${sha256(bytesOf(`/${name}.csv`))}`,
    });
  });

  // https://datapackage.org/profiles/2.0/tableschema.json, which has no `list`, and no empty list of keys
  const TYPES = 'string number integer date time datetime year yearmonth boolean object geopoint geojson array duration any';

  it.each(tableNames)('has of %s only what the profile has that it names', (name) => {
    const { schema } = jsonOf('/datapackage.json').resources.find((one: Resource) => one.name === name) as Resource;
    expect(schema.fields.filter(({ type }) => !TYPES.split(' ').includes(type))).toEqual([]);
    expect(schema.foreignKeys ?? ['none']).not.toEqual([]);
    const lists = toColumns(name).filter(({ kind }) => kind === 'list');
    for (const { name: list } of lists) {
      const field = schema.fields.find((one) => one.name === list);
      expect(field).toMatchObject({
        type: 'string',
        description: expect.stringMatching(/\. Several values are separated by spaces\.$/),
      });
    }
  });

  it('holds no empty list or object anywhere', () => {
    const empty = (value: unknown): boolean =>
      typeof value === 'object' && value !== null && (Object.keys(value).length === 0 || Object.values(value).some(empty));
    expect(empty(jsonOf('/datapackage.json'))).toBe(false);
  });

  it.each(tableNames)('says of each cell of %s what it may hold', (name) => {
    const { schema } = jsonOf('/datapackage.json').resources.find((one: Resource) => one.name === name) as Resource;
    const rows = parse(textOf(`/${name}.csv`), { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    for (const { name: column, type, constraints = {} } of schema.fields) {
      const cells = rows.map((row) => row[column] ?? '');
      if (constraints.required) expect(cells, column).not.toContain('');
      if (constraints.unique) expect(new Set(cells).size, column).toBe(cells.length);
      const filled = cells.filter((cell) => cell !== '');
      if (type === 'number')
        expect(
          filled.filter((cell) => !/^-?\d+(\.\d+)?$/.test(cell)),
          column,
        ).toEqual([]);
      if (constraints.enum)
        expect(
          filled.filter((cell) => !constraints.enum?.includes(cell)),
          column,
        ).toEqual([]);
      const kind = (value: unknown) => (Array.isArray(value) ? 'string' : typeof value);
      const values = (jsonOf(`/${name}.json`)[name] as Record<string, unknown>[]).map((row) => row[column]);
      expect(
        values.filter((value) => value !== null && kind(value) !== type),
        column,
      ).toEqual([]);
    }
    const keys = rows.map((row) => schema.primaryKey.map((column) => row[column]).join(' '));
    expect(new Set(keys).size).toBe(rows.length);
  });
});

describe('csvw.json', () => {
  it('has the tables, columns and types of the Data Package', () => {
    const expected = (jsonOf('/datapackage.json').resources as Resource[]).map(({ path, schema }) => [
      path,
      schema.primaryKey,
      schema.fields.map(({ name, type, description }) => [
        name,
        description.endsWith(' separated by spaces.') ? `${type} ` : type,
      ]),
    ]);
    const group = jsonOf('/csvw.json');
    type Table = {
      url: string;
      tableSchema: { primaryKey: string[]; columns: { name: string; datatype: string; separator?: string }[] };
    };
    expect(
      (group.tables as Table[]).map(({ url, tableSchema: { primaryKey, columns } }) => [
        url,
        primaryKey,
        columns.map(({ name, datatype, separator = '' }) => [name, datatype + separator]),
      ]),
    ).toEqual(expected);
    expect(group['@context'][0]).toBe('http://www.w3.org/ns/csvw');
  });
});

describe('dataset.jsonld and dcat.jsonld', () => {
  it('list every file of the data with its address, type, size and digest', () => {
    const data = [...files.values()].filter(
      ({ path }) =>
        /\.(csv|ndjson|parquet|xlsx|zip)$/.test(path) ||
        [...tableNames, 'facts', 'changes', 'withdrawals'].some((name) => path === `/${name}.json`),
    );
    const expected = data.map(({ path, type, bytes }) => [`${ORIGIN}${path}`, type.split(';')[0], bytes.length, sha256(bytes)]);
    type Listed = Record<string, string>;
    const listed = (jsonOf('/dataset.jsonld').distribution as Listed[]).map(
      ({ contentUrl, encodingFormat, contentSize, sha256 }) => [
        contentUrl,
        encodingFormat,
        Number(contentSize?.replace(/ B$/, '')),
        sha256,
      ],
    );
    expect(listed.toSorted()).toEqual(expected.toSorted());
    type Node = Record<string, Record<string, string> & Record<string, Record<string, string>>>;
    const catalogued = (jsonOf('/dcat.jsonld')['dcat:distribution'] as Node[]).map((node) => [
      node['dcat:downloadURL']?.['@id'],
      String(node['dcat:mediaType']?.['@id']).replace('https://www.iana.org/assignments/media-types/', ''),
      Number(node['dcat:byteSize']?.['@value']),
      node['spdx:checksum']?.['spdx:checksumValue']?.['@value'],
    ]);
    expect(catalogued).toEqual(listed);
  });

  it('name the release, the licence, the period and the units', () => {
    expect(jsonOf('/dataset.jsonld')).toMatchObject({
      '@type': 'Dataset',
      version: '2025-02-03.0+draft',
      dateModified: '2025-02-03T00:00:00Z',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      temporalCoverage: '2021-01-01/2024-12-31',
      variableMeasured: [{ propertyID: 'goods-trade', unitText: ['CNY', 'vehicles'] }],
    });
  });

  it('say what a portal finds the dataset by: words, subject, place, and whom to ask', () => {
    const words = { en: ['Xizang', 'goods trade'], zh: ['西藏', '货物贸易'] };
    expect(jsonOf('/dataset.jsonld')).toMatchObject({
      keywords: expect.arrayContaining([...words.en, ...words.zh]),
      spatialCoverage: { identifier: 'CN-XZ' },
      publisher: { contactPoint: { '@type': 'ContactPoint', url: `${ORIGIN}/#contact` } },
    });
    const dcat = jsonOf('/dcat.jsonld');
    const tagged = Object.entries(words).flatMap(([language, list]) =>
      list.map((word) => ({ '@value': word, '@language': language })),
    );
    expect(dcat['dcat:keyword']).toEqual(expect.arrayContaining(tagged));
    expect(dcat).toMatchObject({
      'dcat:theme': { '@id': 'http://publications.europa.eu/resource/authority/data-theme/ECON' },
      'dcat:contactPoint': { '@type': 'vcard:Kind', 'vcard:hasURL': { '@id': `${ORIGIN}/#contact` } },
      'dcterms:spatial': { '@type': 'dcterms:Location', 'dcterms:identifier': 'CN-XZ' },
    });
    // Every prefix that is used is in the context
    const prefixes = [...textOf('/dcat.jsonld').matchAll(/"([a-z]+):[A-Za-z]+"/g)].map(([, prefix]) => prefix ?? '');
    expect(prefixes.filter((prefix) => !(prefix in dcat['@context']))).toEqual([]);
  });

  it('say of every download what it holds, and in which format', () => {
    for (const download of jsonOf('/dataset.jsonld').distribution) expect(download.description).toMatch(/\.$/);
    type Format = { '@id'?: string; '@type': string; 'rdfs:label'?: string };
    const distributions: Record<string, Record<string, string> & Format>[] = jsonOf('/dcat.jsonld')['dcat:distribution'];
    const formats = distributions.map((node) => {
      expect(node['dcterms:description']?.['@value']).toMatch(/\.$/);
      const { '@id': id, 'rdfs:label': label } = node['dcterms:format'] ?? { '@type': '' };
      return id?.slice(id.lastIndexOf('/') + 1) ?? label;
    });
    expect(new Set(formats)).toEqual(new Set(['CSV', 'JSON', 'NDJSON', 'Parquet', 'XLSX', 'ZIP']));
  });

  it('fetch no context: all of it stands in the file', () => {
    for (const path of ['/dataset.jsonld', '/dcat.jsonld']) expect(typeof jsonOf(path)['@context']).toBe('object');
  });
});

describe('the JSON Schemas', () => {
  const names = [...tableNames, 'facts'] as const;
  const validator = (name: string) => {
    const ajv = new Ajv2020({ allErrors: true });
    addFormats.default(ajv);
    return ajv.compile(jsonOf(`/schemas/${name}.schema.json`));
  };

  it.each(names)('accept every row of %s, and none with a column too many, too few, or of another type', (name) => {
    const validate = validator(name);
    for (const row of jsonOf(`/${name}.json`)[name] as Record<string, unknown>[]) {
      expect(validate(row), JSON.stringify(validate.errors)).toBe(true);
      const [first = ''] = Object.keys(row);
      const { [first]: _, ...less } = row;
      for (const broken of [{ ...row, more: 1 }, less, { ...row, [first]: 1 }]) expect(validate(broken)).toBe(false);
    }
  });

  it('accept every row of the real tables', () => {
    const outcome = computeTables();
    if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
    for (const { path, bytes } of toReleaseFiles(outcome.dataset, outcome.computed, toDraft(outcome.dataset))) {
      const name = names.find((one) => path === `/${one}.json`);
      if (name === undefined) continue;
      const validate = validator(name);
      const rows = JSON.parse(new TextDecoder().decode(bytes))[name] as unknown[];
      expect(rows.filter((row) => !validate(row))).toEqual([]);
    }
  });

  it('name every column with its description, and their own address', () => {
    const schema = jsonOf('/schemas/observations.schema.json');
    expect(schema.$id).toBe(`${ORIGIN}/schemas/observations.schema.json`);
    expect(Object.keys(schema.properties)).toEqual(Object.keys(observations()[0] ?? {}));
    for (const property of Object.values<{ description: string }>(schema.properties)) expect(property.description).toMatch(/\.$/);
  });
});
