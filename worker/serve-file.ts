import type { Context } from 'hono';
import type { ManifestFile } from '../data/keys.ts';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { isStrict } from '../data/strict-address.ts';
import { choose } from './choose.ts';
import { type App, open } from './context.ts';
import { respondNotFound } from './refusals.ts';
import { respondBadQuery, respondFile } from './respond.ts';

/** Serves the file of this path as the release has it, byte for byte. */
export async function serveFile(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const opened = await open(context);
  const { serving } = opened;
  const file = serving.snapshot.files.get(path);
  if (file === undefined) return respondNotFound(path);
  if (context.req.url.includes('?') && isStrict(path)) {
    const { errors } = parseQuery(new URL(context.req.url).searchParams, NO_PARAMETERS);
    if (errors.length > 0) return respondBadQuery(path, errors);
  }
  const { raw } = context.req;
  const choice = choose(raw, opened, file, () => fileNameOf(file, serving.snapshot.pointer.release));
  return respondFile(raw, choice, serving);
}

/** A file of data says what it is and of which release, so that a copy on somebody's disk still does. */
function fileNameOf({ path, part }: ManifestFile, release: string): string | undefined {
  const [, name = '', suffix = ''] = /^\/([a-z-]+)\.([a-z]+)$/.exec(path) ?? [];
  if (part === 'site' && !PACKAGES.includes(suffix)) return undefined;
  return `${name === 'xizang-trade' ? name : `xizang-trade-${name}`}-${release}.${suffix}`;
}

/** The suffixes of site files that hold the whole dataset. */
const PACKAGES = ['csv', 'parquet', 'xlsx', 'zip'];
