import type { Context } from 'hono';
import { CSV_TYPE, toCsv } from '../data/formats/csv.ts';
import { JSON_TYPE, toJson } from '../data/formats/json.ts';
import { Observation } from '../data/schema.ts';
import { knownAsOf, parseAsOf } from './as-of.ts';
import { type App, open } from './context.ts';
import { respond, respondBadQuery } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { toBody } from './slice.ts';

const COLUMNS = Object.keys(Observation.shape);

/** All observations, or with `?as_of=` those that could be known on a date, as CSV or JSON by the suffix. */
export async function serveObservations(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const query = new URL(context.req.url).searchParams;
  if (query.size === 0) return serveFile(context);
  const date = parseAsOf(query);
  const unknown = [...new Set(query.keys())].filter((name) => name !== 'as_of');
  const errors = [
    ...(typeof date === 'object' ? [date] : []),
    ...unknown.map((name) => ({ parameter: name.slice(0, 80), allowed: 'as_of' })),
  ];
  if (typeof date !== 'string' || errors.length > 0) return respondBadQuery(path, errors);
  const opened = await open(context);
  const { observations, head } = await knownAsOf(opened, date);
  // There are too many dates to remember an answer for each
  const body = path.endsWith('.csv')
    ? await toBody(toCsv(COLUMNS, observations), CSV_TYPE)
    : await toBody(toJson('observations', head, COLUMNS, observations), JSON_TYPE);
  return respond(context.req.raw, body, opened.serving);
}
