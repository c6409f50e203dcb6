import type { Context } from 'hono';
import type { ManifestFile } from '../data/keys.ts';
import { parseKnown } from '../data/parse-query.ts';
import { unpack } from '../data/pictures/pack.ts';
import { badgeNameOf, nameOf, type Variant } from '../data/pictures/picture.ts';
import { packPath } from '../data/pictures/states.ts';
import { badgeParameters, pictureParameters, toParameters } from '../data/query.ts';
import { type App, type Opened, open, openRelease } from './context.ts';
import type { Snapshot } from './load.ts';
import { respondNotFound } from './refusals.ts';
import { respond, respondBadQuery } from './respond.ts';
import { type Serving, UnavailableError } from './store.ts';

type Asked = { lang?: Variant['language']; theme?: Variant['theme']; shape?: Variant['shape']; release?: string };

/** A fact as a picture: `/facts/total-2025.png?lang=zh&theme=dark&shape=card`, or as SVG. */
export async function servePicture(context: Context<App>): Promise<Response> {
  const [, fact = '', suffix] = /^\/facts\/([a-z0-9-]+)\.(svg|png)$/.exec(context.req.path) ?? [];
  return serve(context, fact, pictureParameters, ({ lang = 'en', theme = 'light', shape = 'share' }) =>
    nameOf({ language: lang, theme, shape }, suffix === 'png' ? 'png' : 'svg'),
  );
}

/** A fact as a badge: `/badge/total-2025.svg?lang=zh`. */
export async function serveBadge(context: Context<App>): Promise<Response> {
  const fact = context.req.path.slice('/badge/'.length, -'.svg'.length);
  return serve(context, fact, badgeParameters, ({ lang = 'en' }) => badgeNameOf(lang));
}

async function serve(
  context: Context<App>,
  fact: string,
  parameters: Parameters<typeof toParameters>[0],
  toName: (asked: Asked) => string,
): Promise<Response> {
  const { path } = context.req;
  const { values, errors } = parseKnown(new URL(context.req.url).searchParams, toParameters(parameters));
  if (errors.length > 0) return respondBadQuery(path, errors);
  const asked: Asked = values;
  const found = await find(context, fact, asked.release);
  if (found instanceof Response) return found;
  const picture = found && (await unpack(found.pack, toName(asked)));
  if (found === undefined || picture === undefined) return respondNotFound(path);
  const fileName = `xizang-trade-${fact}.${path.slice(path.lastIndexOf('.') + 1)}`;
  return respond(context.req.raw, { ...picture, fileName }, found.serving);
}

type Found = { pack: Uint8Array; serving: Serving };

/** The pictures as they are, or as they were in a release, which may have been rolled back since: the feed of it is still read. */
async function find(context: Context<App>, fact: string, release: string | undefined): Promise<Found | Response | undefined> {
  if (release === undefined) return readPack(await open(context), fact, undefined);
  const found = await openRelease(context, release);
  if (found !== undefined) return readPack(found.opened, fact, release);
  const known = (await open(context)).serving.snapshot.manifest.releases.map(({ id }) => id);
  const detail = `There is no release "${release}". Take one of /releases.json.`;
  return respondBadQuery(context.req.path, [{ kind: 'value', parameter: 'release', value: release, detail, allowed: known }]);
}

/**
 * The pictures of a fact as it is, or as it was in a release; `undefined` for a fact that there never was. A page that somebody wrote
 * years ago must not show a broken image: where the bytes cannot be read, those of the deployed copy are taken, then those of the state
 * before, which are dated by their own release. A picture of a named release is that one or none.
 */
async function readPack(opened: Opened, fact: string, release: string | undefined): Promise<Found | undefined> {
  const { serving } = opened;
  const [newest, ...older] = toFiles(serving.snapshot, fact, release);
  const found = newest && (await read(opened, newest));
  if (found !== undefined) return found;
  const seed = await readSeed(opened);
  const deployed = seed === undefined ? [] : toFiles(seed, fact, release);
  const others = release === undefined ? [...deployed.slice(0, 1), ...older, ...deployed.slice(1)] : deployed.slice(0, 1);
  for (const file of others) {
    const other = await read(opened, file);
    if (other !== undefined) return { pack: other.pack, serving: { ...serving, state: 'stale' } };
  }
  if (newest !== undefined || others.length > 0) throw new UnavailableError(`/pictures/${fact}`);
  return undefined;
}

/** Nobody needs it who has older pictures to show, or asks for a fact that there is not. */
async function readSeed({ store, copies }: Opened): Promise<Snapshot | undefined> {
  try {
    return await store.seed(copies);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    return undefined;
  }
}

async function read({ serving, copies, store }: Opened, file: ManifestFile): Promise<Found | undefined> {
  try {
    return { pack: await store.read(copies, serving, file), serving };
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    return undefined;
  }
}

/** The files of a fact that a release lists, one for each state that it has had until then, newest first. */
function toFiles({ manifest, files }: Snapshot, fact: string, release: string | undefined): ManifestFile[] {
  const ids = manifest.releases.map(({ id }) => id);
  const until = release === undefined ? [...ids, '+draft'] : ids.slice(0, ids.indexOf(release) + 1);
  return until.toReversed().flatMap((id) => files.get(packPath(fact, id)) ?? []);
}
