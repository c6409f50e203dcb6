import type { Context } from 'hono';
import type { ManifestFile } from '../data/keys.ts';
import type { VersionsAnswer } from '../data/versions.ts';
import { choose } from './choose.ts';
import { type App, type Opened, open, openSeed } from './context.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respondFile, respondVersion } from './respond.ts';
import { UnavailableError } from './store.ts';

/**
 * A file of a version of the element: `/v1.0.0/xizang-trade.js`. Once it is frozen it answers for ever, also while a release is
 * served that was made before it; then the seed has it. What stands behind a question mark is let be: WordPress adds `?ver=` to every script.
 */
export async function serveVersion(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const found = await findVersion(await open(context), path);
  if (found === undefined) return respondNotFound(path);
  const choice = choose(context.req.raw, found.opened, found.file);
  return found.frozen === null
    ? respondFile(context.req.raw, choice, found.opened.serving)
    : respondVersion(context.req.raw, choice, found.frozen, path.slice(path.lastIndexOf('/')));
}

type Found = { opened: Opened; file: ManifestFile; frozen: string | null };

/** Bytes that were frozen come before those that what is served had under the same number while it was still being made. */
async function findVersion(opened: Opened, path: string): Promise<Found | undefined> {
  const served = await findIn(opened, path);
  if (served !== undefined && served.frozen !== null) return served;
  try {
    const deployed = await findIn(await openSeed(opened), path);
    return served === undefined || (deployed !== undefined && deployed.frozen !== null) ? deployed : served;
  } catch (error) {
    // What is served is still being made, and will do as well as it did before
    if (served === undefined || !(error instanceof UnavailableError)) throw error;
    return served;
  }
}

async function findIn(opened: Opened, path: string): Promise<Found | undefined> {
  const file = opened.serving.snapshot.files.get(path);
  if (file === undefined) return undefined;
  const { versions } = await readJson<VersionsAnswer>(opened, '/versions.json');
  return { opened, file, frozen: versions.find(({ version }) => path.startsWith(`/v${version}/`))?.frozen ?? null };
}
