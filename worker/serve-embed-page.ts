import type { Context } from 'hono';
import { type GalleryQuery, galleryParameters } from '../data/embed-options.ts';
import type { FactsAnswer } from '../data/fact.ts';
import { type Gallery, toBadEmbedPage, toEmbedPage } from '../data/pages/embed.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { parseKnown, toCanonical } from '../data/parse-query.ts';
import { toParameters } from '../data/query.ts';
import type { Description } from '../data/schema.ts';
import { currentVersion, type VersionsAnswer } from '../data/versions.ts';
import { type App, open } from './context.ts';
import { toFormQuery } from './form-query.ts';
import { readJson } from './read-json.ts';
import { respond, respondUncached } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { slice, toBody } from './slice.ts';

/** The gallery, which is built, and with `?fact=` the options and the code of one fact: `/embed` and `/zh/embed`. */
export async function serveEmbedPage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const language = path.startsWith('/zh/') ? 'zh' : 'en';
  const { values, errors } = parseKnown(toFormQuery(new URL(context.req.url).searchParams), toParameters(galleryParameters));
  const query: GalleryQuery = values;
  if (errors.length === 0 && query.fact === undefined) return serveFile(context);
  const opened = await open(context);
  const [{ facts }, description, { versions }] = await Promise.all([
    readJson<FactsAnswer>(opened, '/facts.json'),
    readJson<Description>(opened, '/dataset.json'),
    readJson<VersionsAnswer>(opened, '/versions.json'),
  ]);
  const place = {
    origin: description.origin,
    version: currentVersion(versions),
    release: { id: opened.serving.snapshot.pointer.release },
  };
  const gallery: Gallery = { facts, description, place };
  if (errors.length > 0) return respondUncached(toBadEmbedPage(errors, gallery, language), HTML_TYPE, 400);
  const fact = facts.find((each) => each.fact === query.fact);
  if (fact === undefined) return respondUncached(toBadEmbedPage('missing', gallery, language), HTML_TYPE, 404);
  const body = await slice(opened, `${path}?${toCanonical(values)}`, () =>
    toBody(toEmbedPage(fact, query, gallery, language), HTML_TYPE),
  );
  return respond(context.req.raw, body, opened.serving);
}
