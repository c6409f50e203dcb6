import type { Context } from 'hono';
import { type App, open } from './context.ts';
import { respondNotFound } from './not-found.ts';
import { respondBadQuery, respondFrozen } from './respond.ts';

/** Serves a file of any release, current or past, for ever the same: `/releases/2026-11-24.1/observations.csv`. */
export async function serveFrozen(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { serving, copies, store } = await open(context);
  const { files, manifest } = serving.snapshot;
  const [, , id, name] = path.split('/');
  const release = manifest.releases.find((each) => each.id === id);
  // Both are looked up in the manifest before anything is read
  const file = files.get(path);
  if (release === undefined || file === undefined) return respondNotFound(path);
  const parameters = Object.keys(context.req.queries());
  if (parameters.length > 0) {
    const errors = parameters.map((parameter) => ({ parameter: parameter.slice(0, 80), allowed: 'none' }));
    return respondBadQuery(path, errors);
  }
  const bytes = await store.read(copies, serving, file);
  return respondFrozen(context.req.raw, { bytes, type: file.type, sha256: file.sha256 }, release, `/${name}`);
}
