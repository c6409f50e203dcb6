import type { Context } from 'hono';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { tableNames } from '../data/table-shapes.ts';
import { type App, open } from './context.ts';
import { respondNotFound } from './not-found.ts';
import { respondBadQuery, respondFrozen } from './respond.ts';
import { serveTable } from './serve-table.ts';

/** Serves a file of any release, current or past, for ever the same: `/releases/2026-11-24.1/observations.csv`. */
export async function serveFrozen(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { serving, copies, store } = await open(context);
  const { files, manifest } = serving.snapshot;
  const [, , id, name = ''] = path.split('/');
  const release = manifest.releases.find((each) => each.id === id);
  // Both are looked up in the manifest before anything is read
  const file = files.get(path);
  if (release === undefined || file === undefined) return respondNotFound(path);
  if (isTable(name) && context.req.url.includes('?')) return serveTable(context);
  const { errors } = parseQuery(new URL(context.req.url).searchParams, NO_PARAMETERS);
  if (errors.length > 0) return respondBadQuery(path, errors);
  const bytes = await store.read(copies, serving, file);
  const fileName = `xizang-trade-${name.replace('.', `-${id}.`)}`;
  return respondFrozen(context.req.raw, { ...file, bytes, fileName }, release, `/${name}`);
}

/** A table can be asked for a part of it, in whatever release; the answer is computed, and may be told better one day. */
function isTable(name: string): boolean {
  return tableNames.some((table) => name.startsWith(`${table}.`));
}
