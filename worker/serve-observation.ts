import type { Context } from 'hono';
import { toEvidence } from '../data/evidence.ts';
import { JSON_TYPE } from '../data/formats/json.ts';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { type App, open } from './context.ts';
import { respondNotFound } from './refusals.ts';
import { respond, respondBadQuery } from './respond.ts';
import { slice, toBody } from './slice.ts';
import { tablesIn } from './tables.ts';

/** One observation with its claims, sources, operands, what it feeds, and the checks that touch it. */
export async function serveObservation(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { errors } = parseQuery(new URL(context.req.url).searchParams, NO_PARAMETERS);
  if (errors.length > 0) return respondBadQuery(path, errors);
  const opened = await open(context);
  const tables = await tablesIn(opened);
  const evidence = toEvidence(path.slice('/observations/'.length, -'.json'.length), tables);
  if (evidence === undefined) return respondNotFound(path);
  const { release } = opened.serving.snapshot.pointer;
  const head = { release, license: tables.description.license.url };
  const body = await slice(opened, path, () => toBody(`${JSON.stringify({ ...head, ...evidence })}\n`, JSON_TYPE));
  return respond(context.req.raw, body, opened.serving);
}
