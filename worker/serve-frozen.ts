import type { Context } from 'hono';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { tableNames } from '../data/table-shapes.ts';
import { type App, open } from './context.ts';
import { respondNotFound } from './refusals.ts';
import { type Body, respondBadQuery, respondFrozen } from './respond.ts';
import { serveSelection } from './serve-table.ts';

/** Serves a file of any release, current or past, or a part of a table, for ever the same: `/releases/2026-11-24.1/observations.csv`. */
export async function serveFrozen(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const url = new URL(context.req.url);
  const opened = await open(context);
  const { files, manifest } = opened.serving.snapshot;
  const [, , id, name = ''] = path.split('/');
  const release = manifest.releases.find((each) => each.id === id);
  // Both are looked up in the manifest before anything is read
  const file = files.get(path);
  if (release === undefined || file === undefined) return respondNotFound(path);
  const send = (body: Body) => respondFrozen(context.req.raw, body, release, `/${name}`);
  if (isTable(name) && url.searchParams.size > 0) return serveSelection(opened, url, send);
  const { errors } = parseQuery(url.searchParams, NO_PARAMETERS);
  if (errors.length > 0) return respondBadQuery(path, errors);
  const bytes = await opened.store.read(opened.copies, opened.serving, file);
  return send({ ...file, bytes, fileName: `xizang-trade-${name.replace('.', `-${id}.`)}` });
}

function isTable(name: string): boolean {
  return tableNames.some((table) => name.startsWith(`${table}.`));
}
