import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { parseQuery, toCanonical } from '../data/parse-query.ts';
import { factParameters, toParameters } from '../data/query.ts';
import { knownAsOf, publicationDaysAfter, toFactsAnswer } from './as-of.ts';
import { type App, type Opened, open } from './context.ts';
import { type FactQuery, selectFacts, toFactBody } from './facts.ts';
import { refuseFuture } from './future-day.ts';
import { respondMissingFact, withdrawnAmong } from './history.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respond, respondBadQuery, respondProblem } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { slice } from './slice.ts';

const PATH = '/facts.json';

/** All facts, or with `?ids=` and `?topic=` those asked for. */
export async function serveFacts(context: Context<App>): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  if (query.size === 0) return serveFile(context);
  const { values, errors } = refuseFuture(parseQuery(query, toParameters(factParameters)));
  if (errors.length > 0) return respondBadQuery(PATH, errors);
  const asked: FactQuery = values;
  const opened = await open(context);
  const make = async () => selectFacts(await factsOn(opened, asked.as_of), asked, (ids) => withdrawnAmong(opened, ids));
  // There are too many dates to remember an answer for each
  const body = asked.as_of === undefined ? await slice(opened, `${PATH}?${toCanonical(values)}`, make) : await make();
  return respond(context.req.raw, body, opened.serving);
}

/** One fact: `/facts/total-2025.json`, or as it could be known on a date. */
export async function serveFact(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { as_of } = factParameters;
  const { values, errors } = refuseFuture(parseQuery(new URL(context.req.url).searchParams, toParameters({ as_of })));
  if (errors.length > 0) return respondBadQuery(path, errors);
  const opened = await open(context);
  const factIn = ({ facts }: FactsAnswer) => facts.find(({ fact }) => path === `/facts/${fact}.json`);
  const current = await readJson<FactsAnswer>(opened, PATH);
  // Before a whole day is computed for a fact that there never was
  if (factIn(current) === undefined) return respondMissingFact(opened, path, path.slice('/facts/'.length, -'.json'.length));
  const answer = await factsOn(opened, (values as FactQuery).as_of);
  const fact = factIn(answer);
  if (fact === undefined) return respondNotYetKnown(opened, path, values as FactQuery);
  return respond(context.req.raw, await toFactBody(answer, fact), opened.serving);
}

async function factsOn(opened: Opened, date: string | undefined): Promise<FactsAnswer> {
  return date === undefined ? readJson<FactsAnswer>(opened, PATH) : toFactsAnswer(await knownAsOf(opened, date));
}

/** 404 for a fact that there is, on a day on which nobody could know it; says from which day on it is answered. */
async function respondNotYetKnown(opened: Opened, path: string, { as_of }: FactQuery): Promise<Response> {
  const days = await publicationDaysAfter(opened, as_of ?? '');
  for (const day of days) {
    const { facts } = await factsOn(opened, day);
    if (!facts.some(({ fact }) => path === `/facts/${fact}.json`)) continue;
    const detail = `On ${as_of} no source had printed what this fact needs. It is answered from as_of=${day} on.`;
    return respondProblem('not-yet-known', detail, { members: { first_known: day } });
  }
  return respondNotFound(path);
}
