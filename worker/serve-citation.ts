import type { Context } from 'hono';
import type { FactsAnswer, Language } from '../data/fact.ts';
import { type Cited, toDatasetCitation, toFactCitation, toReleaseCitation } from '../data/formats/citation/citation.ts';
import { type CitationSuffix, citationFormats } from '../data/formats/citation/formats.ts';
import { parseKnown } from '../data/parse-query.ts';
import { citationParameters, toParameters } from '../data/query.ts';
import type { Release } from '../data/release.ts';
import type { Description } from '../data/schema.ts';
import { type App, type Opened, open, openRelease } from './context.ts';
import { respondMissingFact } from './history.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respond, respondBadQuery } from './respond.ts';
import { slice, toBody } from './slice.ts';
import { UnavailableError } from './store.ts';

/** How to cite the dataset, or a fact of it: `/dataset.bib`, `/facts/total-2025.csl.json?lang=zh`. */
export async function serveCitation(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { values, errors } = parseKnown(new URL(context.req.url).searchParams, toParameters(citationParameters));
  if (errors.length > 0) return respondBadQuery(path, errors);
  const { lang: language = 'en' } = values as { lang?: Language };
  const [, folder, id, suffix] = /^\/(facts\/)?([a-z0-9-]+)\.(.+)$/.exec(path) ?? [];
  const opened = await open(context);
  const fact =
    folder === undefined ? undefined : (await readJson<FactsAnswer>(opened, '/facts.json')).facts.find(({ fact }) => fact === id);
  if (folder !== undefined && fact === undefined) return respondMissingFact(opened, path, id ?? '');
  const { type, write } = citationFormats[suffix as CitationSuffix];
  const body = await slice(opened, `${path}?lang=${language}`, async () => {
    const { manifest } = opened.serving.snapshot;
    const cited = await citedIn(opened, { id: manifest.release, released: manifest.released });
    return toBody(write(fact === undefined ? toDatasetCitation(cited, language) : toFactCitation(fact, cited, language)), type);
  });
  return respond(context.req.raw, body, opened.serving);
}

/** How to cite a release: `/releases/2026-11-24.1/dataset.bib`. It says the same for ever, but where the dataset is may change. */
export async function serveReleaseCitation(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { values, errors } = parseKnown(new URL(context.req.url).searchParams, toParameters(citationParameters));
  if (errors.length > 0) return respondBadQuery(path, errors);
  const { lang: language = 'en' } = values as { lang?: Language };
  const [, , id = '', name = ''] = path.split('/');
  const found = await openRelease(context, id);
  if (found === undefined) return respondNotFound(path);
  const { opened, release } = found;
  const { type, write } = citationFormats[name.replace('dataset.', '') as CitationSuffix];
  const body = await slice(opened, `${path}?lang=${language}`, async () => {
    const cited = await citedIn(opened, release, `/releases/${release.id}`);
    return toBody(write(toReleaseCitation(cited, language)), type);
  });
  return respond(context.req.raw, body, opened.serving);
}

async function citedIn(opened: Opened, release: Release, folder = ''): Promise<Cited> {
  const { files } = opened.serving.snapshot;
  return {
    description: await readJson<Description>(opened, '/dataset.json'),
    release: { id: release.id, released: release.released },
    digests: (path) => {
      const file = files.get(`${folder}${path}`);
      if (file === undefined) throw new UnavailableError(path);
      return file.sha256;
    },
  };
}
