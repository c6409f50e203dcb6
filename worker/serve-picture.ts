import type { Context } from 'hono';
import { parseQuery } from '../data/parse-query.ts';
import { unpack } from '../data/pictures/pack.ts';
import { badgeNameOf, nameOf, type Variant } from '../data/pictures/picture.ts';
import { packPath } from '../data/pictures/states.ts';
import { badgeParameters, pictureParameters, toParameters } from '../data/query.ts';
import { type App, type Opened, open } from './context.ts';
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
  const { values, errors } = parseQuery(new URL(context.req.url).searchParams, toParameters(parameters));
  if (errors.length > 0) return respondBadQuery(path, errors);
  const asked: Asked = values;
  const opened = await open(context);
  const known = opened.serving.snapshot.manifest.releases.map(({ id }) => id);
  if (asked.release !== undefined && !known.includes(asked.release)) {
    const detail = `There is no release "${asked.release}". Take one of /releases.json.`;
    return respondBadQuery(path, [{ kind: 'value', parameter: 'release', value: asked.release, detail, allowed: known }]);
  }
  const found = await readPack(opened, fact, asked.release);
  const picture = found && (await unpack(found.pack, toName(asked)));
  if (found === undefined || picture === undefined) return respondNotFound(path);
  const fileName = `xizang-trade-${fact}.${path.slice(path.lastIndexOf('.') + 1)}`;
  return respond(context.req.raw, { ...picture, fileName }, found.serving);
}

/**
 * The pictures of a fact in the state in which it is, or was in a release. A page that somebody wrote years ago must not show a broken
 * image: where the bytes of the newest state cannot be read, those of the deployed copy are taken, then the state before, which is
 * dated by its own release. A picture of a named release is that one or none. `undefined` for a fact that there never was.
 */
async function readPack({ serving, copies, store }: Opened, fact: string, release: string | undefined) {
  const seed = await store.seed(copies).catch(asUnavailable);
  const snapshots = [serving.snapshot, ...(seed === undefined ? [] : [seed])];
  let isListed = false;
  for (const [index, files] of toCandidates(snapshots, fact, release).entries()) {
    for (const { file, snapshot } of files) {
      isListed = true;
      try {
        const pack = await store.read(copies, { ...serving, snapshot }, file);
        const isNewest = index === 0 && snapshot === serving.snapshot;
        return { pack, serving: isNewest ? serving : ({ ...serving, state: 'stale' } satisfies Serving) };
      } catch (error) {
        asUnavailable(error);
      }
    }
  }
  if (isListed) throw new UnavailableError(`/pictures/${fact}`);
  return undefined;
}

/** The states, newest first, each in every copy that lists it. */
function toCandidates(snapshots: readonly Snapshot[], fact: string, release: string | undefined) {
  const lists = snapshots.map((snapshot) => toFiles(snapshot, fact, release).map((file) => ({ file, snapshot })));
  const longest = Math.max(...lists.map(({ length }) => length));
  const most = release === undefined ? longest : Math.min(longest, 1);
  return Array.from({ length: most }, (_, index) => lists.flatMap((list) => list[index] ?? []));
}

function toFiles({ manifest, files }: Snapshot, fact: string, release: string | undefined) {
  const ids = manifest.releases.map(({ id }) => id);
  const until = release === undefined ? [...ids, '+draft'] : ids.slice(0, ids.indexOf(release) + 1);
  return until.toReversed().flatMap((id) => files.get(packPath(fact, id)) ?? []);
}

function asUnavailable(error: unknown): undefined {
  if (!(error instanceof UnavailableError)) throw error;
  return undefined;
}
