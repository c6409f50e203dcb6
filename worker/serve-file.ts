import type { Context } from 'hono';
import { type App, open } from './context.ts';
import { respondNotFound } from './not-found.ts';
import { respond, respondBadQuery } from './respond.ts';

/** Serves the file of this path as the release has it, byte for byte. */
export async function serveFile(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { serving, copies, store } = await open(context);
  const file = serving.snapshot.files.get(path);
  if (file === undefined) return respondNotFound(path);
  // A page may be linked with anything behind a question mark; a misspelt filter of data must not pass for the answer
  const parameters = Object.keys(context.req.queries());
  if (parameters.length > 0 && !path.endsWith('/')) {
    const errors = parameters.map((parameter) => ({ parameter: parameter.slice(0, 80), allowed: 'none' }));
    return respondBadQuery(path, errors);
  }
  const bytes = await store.read(copies, serving, file);
  return respond(context.req.raw, { bytes, type: file.type, sha256: file.sha256 }, serving);
}
