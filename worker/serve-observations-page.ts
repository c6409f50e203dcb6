import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { toPictured } from '../data/pages/head.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { type Asked, toObservationsPage } from '../data/pages/observations.ts';
import { parseQuery, toCanonical } from '../data/parse-query.ts';
import { tableParameters, toQuery } from '../data/query.ts';
import type { Description } from '../data/schema.ts';
import { select } from '../data/select.ts';
import { referencesOf, toVocabulary } from '../data/vocabulary.ts';
import { knownAsOf } from './as-of.ts';
import { type App, open } from './context.ts';
import { toFormQuery } from './form-query.ts';
import { refuseFuture } from './future-day.ts';
import { readJson } from './read-json.ts';
import { respond, respondUncached } from './respond.ts';
import { rowsIn } from './rows.ts';
import { slice, toBody } from './slice.ts';

const TABLE = 'observations';

/** The page on which a person chooses observations: `/observations` and `/zh/observations`, with the parameters of the files. */
export async function serveObservationsPage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const language = path.startsWith('/zh/') ? 'zh' : 'en';
  const opened = await open(context);
  const tables = await rowsIn(opened, '', referencesOf(TABLE));
  const query = toFormQuery(new URL(context.req.url).searchParams);
  const { values, errors } = refuseFuture(parseQuery(query, tableParameters(TABLE, toVocabulary(TABLE, tables))));
  const description = await readJson<Description>(opened, '/dataset.json');
  const toPage = async (rows: Asked['rows']) => {
    const { facts } = await readJson<FactsAnswer>(opened, '/facts.json');
    const shown = new Map(facts.map(({ observation, fact }) => [observation, fact]));
    const asked = { values, errors, sent: new Map(query), rows, tables, facts: shown, pictured: toPictured(facts) };
    return toObservationsPage(asked, description, language);
  };
  if (errors.length > 0) return respondUncached(await toPage([]), HTML_TYPE, 400);

  // The page words whole rows, whatever columns the files are asked for
  const { fields: _, labels: __, ...asked } = toQuery(TABLE, values);
  const make = async () => {
    const all = asked.as_of === undefined ? tables(TABLE) : (await knownAsOf(opened, asked.as_of)).observations;
    return toBody(await toPage(select(TABLE, all, asked, tables).rows), HTML_TYPE);
  };
  const body = asked.as_of === undefined ? await slice(opened, `${path}?${toCanonical(values)}`, make) : await make();
  return respond(context.req.raw, body, opened.serving);
}
