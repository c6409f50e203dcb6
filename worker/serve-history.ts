import type { Context } from 'hono';
import type { Head } from '../data/formats/json.ts';
import { JSON_TYPE, toJsonList } from '../data/formats/json.ts';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { type App, open } from './context.ts';
import { historyOf } from './history.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respond, respondBadQuery } from './respond.ts';
import { slice, toBody } from './slice.ts';

/** The history of one fact: `/facts/total-2025/history.json`. A withdrawn fact keeps its own. */
export async function serveHistory(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { errors } = parseQuery(new URL(context.req.url).searchParams, NO_PARAMETERS);
  if (errors.length > 0) return respondBadQuery(path, errors);
  const opened = await open(context);
  const fact = path.split('/')[2] ?? '';
  const history = await historyOf(opened, fact);
  const { facts, ...head } = await readJson<Head & { facts: readonly { fact: string }[] }>(opened, '/facts.json');
  if (history.length === 0 && !facts.some((each) => each.fact === fact)) return respondNotFound(path);
  const { release, license, attribution } = head;
  const make = async () => ({
    ...(await toBody(toJsonList('history', { release, license, attribution }, history), JSON_TYPE)),
    rows: history.length,
  });
  return respond(context.req.raw, await slice(opened, path, make), opened.serving);
}
