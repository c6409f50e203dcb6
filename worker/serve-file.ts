import type { Context } from 'hono';
import type { ManifestFile } from '../data/keys.ts';
import { NO_PARAMETERS, parseQuery } from '../data/parse-query.ts';
import { choose } from './choose.ts';
import { type App, open } from './context.ts';
import type { Described } from './prepare.ts';
import { respondNotFound } from './refusals.ts';
import { respondBadQuery, respondFile } from './respond.ts';

/** Serves the file of this path as the release has it, byte for byte. */
export async function serveFile(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const opened = await open(context);
  const { serving } = opened;
  const file = serving.snapshot.files.get(path);
  if (file === undefined) return respondNotFound(path);
  // A page may be linked with anything behind a question mark; a misspelt filter of data must not pass for the answer
  if (!file.type.startsWith('text/html')) {
    const { errors } = parseQuery(new URL(context.req.url).searchParams, NO_PARAMETERS);
    if (errors.length > 0) return respondBadQuery(path, errors);
  }
  const described = describe(file, serving.snapshot.pointer.release);
  return respondFile(context.req.raw, choose(context.req.raw, opened, file, described), serving);
}

/** By the entry of the manifest, of which there is another one with each release. */
const known = new WeakMap<ManifestFile, Described>();

function describe(file: ManifestFile, release: string): Described {
  const described = known.get(file) ?? { type: file.type, rows: file.rows, ...fileNameOf(file, release) };
  known.set(file, described);
  return described;
}

/** A file of data says what it is and of which release, so that a copy on somebody's disk still does. */
function fileNameOf({ path, part }: ManifestFile, release: string): { fileName?: string } {
  const [, name = '', suffix = ''] = /^\/([a-z-]+)\.([a-z]+)$/.exec(path) ?? [];
  if (part === 'site' && !PACKAGES.includes(suffix)) return {};
  return { fileName: `${name === 'xizang-trade' ? name : `xizang-trade-${name}`}-${release}.${suffix}` };
}

/** The suffixes of site files that hold the whole dataset. */
const PACKAGES = ['csv', 'parquet', 'xlsx', 'zip'];
