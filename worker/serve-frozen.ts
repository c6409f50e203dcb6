import type { Context } from 'hono';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { tableNames } from '../data/table-shapes.ts';
import { choose } from './choose.ts';
import { type App, openRelease } from './context.ts';
import { respondNotFound } from './refusals.ts';
import { type Body, respondBadQuery, respondFrozen, respondFrozenFile } from './respond.ts';
import { serveSelection } from './serve-table.ts';

/** Serves a file of any release, current or past, or a part of a table, for ever the same: `/releases/2026-11-24.1/observations.csv`. */
export async function serveFrozen(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const url = new URL(context.req.url);
  const [, , id = '', name = ''] = path.split('/');
  const found = await openRelease(context, id);
  // Both are looked up in the manifest before anything is read
  const file = found?.opened.serving.snapshot.files.get(path);
  if (found === undefined || file === undefined) return respondNotFound(path);
  const { opened, release } = found;
  const send = (body: Body) => respondFrozen(context.req.raw, body, release, `/${name}`);
  if (isTable(name) && url.searchParams.size > 0) return serveSelection(opened, url, send);
  const { errors } = parseQuery(url.searchParams, NO_PARAMETERS);
  if (errors.length > 0) return respondBadQuery(path, errors);
  const choice = choose(context.req.raw, opened, file, () => `xizang-trade-${name.replace('.', `-${id}.`)}`);
  return respondFrozenFile(context.req.raw, choice, release, `/${name}`);
}

function isTable(name: string): boolean {
  return tableNames.some((table) => name.startsWith(`${table}.`));
}
