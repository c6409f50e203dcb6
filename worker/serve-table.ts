import type { Context } from 'hono';
import { CSV_TYPE, toCsv } from '../data/formats/csv.ts';
import { type Head, JSON_TYPE, toJson } from '../data/formats/json.ts';
import { NDJSON_TYPE, toNdjson } from '../data/formats/ndjson.ts';
import { type Parsed, parseQuery, toCanonical } from '../data/parse-query.ts';
import { tableParameters, toQuery } from '../data/query.ts';
import { type Selection, select } from '../data/select.ts';
import type { TableName } from '../data/table-shapes.ts';
import { referencesOf, toVocabulary } from '../data/vocabulary.ts';
import { knownAsOf } from './as-of.ts';
import { type App, type Opened, open } from './context.ts';
import { refuseFuture } from './future-day.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { type Body, respond, respondBadQuery } from './respond.ts';
import { rowsIn } from './rows.ts';
import { serveFile } from './serve-file.ts';
import { recall, slice, toBody } from './slice.ts';

/** A table, or with a query what it asks for, as CSV, JSON or NDJSON by the suffix. */
export async function serveTable(context: Context<App>): Promise<Response> {
  // To take an address apart costs as much as the rest of the way to a file
  if (!context.req.url.includes('?')) return serveFile(context);
  const url = new URL(context.req.url);
  if (url.searchParams.size === 0) return serveFile(context);
  const opened = await open(context);
  return serveSelection(opened, url, (body) => respond(context.req.raw, body, opened.serving));
}

/** The part of a table of any release that a query asks for; `send` says how long it stays what it is. */
export async function serveSelection(opened: Opened, url: URL, send: (body: Body) => Response): Promise<Response> {
  const { pathname: path, search, searchParams } = url;
  const address = `${path}${search}`;
  const known = recall(opened, address);
  if (known !== undefined) return send(known);
  if (!opened.serving.snapshot.files.has(path)) return respondNotFound(path);

  const { values, errors } = await understand(opened, toPlace(path), searchParams);
  if (errors.length > 0) return respondBadQuery(path, errors);
  const make = () => answer(opened, toPlace(path), values);
  // There are too many dates to remember an answer for each
  return send('as_of' in values ? await make() : await slice(opened, `${path}?${toCanonical(values)}`, make, address));
}

/** What a path names: `/releases/2026-11-24.1/claims.csv` the table `claims`, as `csv`, in that folder. */
type Place = { folder: string; table: TableName; suffix: string };

function toPlace(path: string): Place {
  const [, folder = '', table, suffix = ''] = /^(.*)\/([a-z]+)\.([a-z]+)$/.exec(path) ?? [];
  return { folder, table: table as TableName, suffix };
}

async function understand(opened: Opened, { folder, table }: Place, query: URLSearchParams): Promise<Parsed> {
  const vocabulary = toVocabulary(table, await rowsIn(opened, folder, referencesOf(table)));
  const parameters = tableParameters(table, vocabulary);
  // A frozen release answers alike for ever; what could be known on a day is computed anew
  const names = parameters.names.filter((name) => folder === '' || name !== 'as_of');
  return refuseFuture(parseQuery(query, { ...parameters, names }));
}

async function answer(opened: Opened, { folder, table, suffix }: Place, values: Parsed['values']): Promise<Body> {
  const query = toQuery(table, values);
  const tables = await rowsIn(opened, folder, referencesOf(table));
  if (query.as_of !== undefined) {
    const { observations, head } = await knownAsOf(opened, query.as_of);
    return toTableBody(table, suffix, head, select(table, observations, query, tables));
  }
  // The head is that of every JSON file of the release; this one is the smallest
  const { release, license, attribution } = await readJson<Head>(opened, `${folder}/indicators.json`);
  return toTableBody(table, suffix, { release, license, attribution }, select(table, tables(table), query, tables));
}

async function toTableBody(table: TableName, suffix: string, head: Head, { columns, rows }: Selection): Promise<Body> {
  const more = { rows: rows.length, fileName: `xizang-trade-${table}-selection-${head.release}.${suffix}` };
  switch (suffix) {
    case 'csv':
      return { ...(await toBody(toCsv(columns, rows), CSV_TYPE)), ...more };
    case 'ndjson':
      return { ...(await toBody(toNdjson(columns, rows), NDJSON_TYPE)), ...more };
    default:
      return { ...(await toBody(toJson(table, head, columns, rows), JSON_TYPE)), ...more };
  }
}
