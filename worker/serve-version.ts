import type { Context } from 'hono';
import type { VersionsAnswer } from '../data/versions.ts';
import { choose } from './choose.ts';
import { type App, open, openSeed } from './context.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respondFile, respondVersion } from './respond.ts';

/**
 * A file of a version of the element: `/v1.0.0/xizang-trade.js`. Once it is frozen it answers for ever, also while a release is
 * served that was made before it; then the seed has it. What stands behind a question mark is let be: WordPress adds `?ver=` to every script.
 */
export async function serveVersion(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const [, folder = '', name = ''] = path.split('/');
  const current = await open(context);
  const opened = current.serving.snapshot.files.has(path) ? current : await openSeed(current);
  const file = opened.serving.snapshot.files.get(path);
  if (file === undefined) return respondNotFound(path);
  const { versions } = await readJson<VersionsAnswer>(opened, '/versions.json');
  const frozen = versions.find(({ version }) => `v${version}` === folder)?.frozen ?? null;
  const choice = choose(context.req.raw, opened, file);
  return frozen === null
    ? respondFile(context.req.raw, choice, opened.serving)
    : respondVersion(context.req.raw, choice, frozen, `/${name}`);
}
