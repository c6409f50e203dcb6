import type { Context } from 'hono';
import * as z from 'zod';
import { type Head, JSON_TYPE, toJsonList } from '../data/formats/json.ts';
import { parseQuery, toCanonical } from '../data/parse-query.ts';
import type { PublishedChange } from '../data/published.ts';
import { type App, type Opened, open } from './context.ts';
import { readJson } from './read-json.ts';
import { respond, respondBadQuery } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { slice, toBody } from './slice.ts';

const PATH = '/changes.json';
type Answer = Head & { changes: readonly PublishedChange[] };

/** The changes of this release, or with `?since=` every change that came after a release, oldest first, each naming its own. */
export async function serveChanges(context: Context<App>): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  if (query.size === 0) return serveFile(context);
  const opened = await open(context);
  const ids = opened.serving.snapshot.manifest.releases.map(({ id }) => id);
  const { values, errors } = parseQuery(query, {
    names: ['since'],
    shapeOf: () => z.enum(ids),
    valuesOf: () => new Map(ids.map((id) => [id, []])),
  });
  if (errors.length > 0) return respondBadQuery(PATH, errors);
  const since = String(values.since);
  const body = await slice(opened, `${PATH}?${toCanonical(values)}`, async () => {
    const { release, license, attribution } = await readJson<Answer>(opened, PATH);
    const head = { release, license, attribution, since };
    const changes = await changesAfter(opened, ids.slice(ids.indexOf(since) + 1));
    return { ...(await toBody(toJsonList('changes', head, changes), JSON_TYPE)), rows: changes.length };
  });
  return respond(context.req.raw, body, opened.serving);
}

async function changesAfter(opened: Opened, ids: readonly string[]) {
  const paths = ids.map((id) => `/releases/${id}${PATH}`);
  // A draft is ahead of all releases, and only served locally
  if (opened.serving.snapshot.pointer.release.endsWith('+draft')) paths.push(PATH);
  const answers = await Promise.all(paths.map((path) => readJson<Answer>(opened, path)));
  return answers.flatMap(({ release, changes }) => changes.map((change) => ({ release, ...change })));
}
