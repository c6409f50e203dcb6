import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { knownAsOf, toFactsAnswer } from './as-of.ts';
import { type App, type Opened, open } from './context.ts';
import { parseSelection, selectFacts, toFactBody } from './facts.ts';
import { respondMissingFact } from './history.ts';
import { respondNotFound } from './not-found.ts';
import { readJson } from './read-json.ts';
import { respond, respondBadQuery } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { slice } from './slice.ts';

const PATH = '/facts.json';

/** All facts, or with `?ids=` and `?topic=` those asked for. */
export async function serveFacts(context: Context<App>): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  if (query.size === 0) return serveFile(context);
  const selection = parseSelection(query, ['ids', 'topic', 'as_of']);
  if ('errors' in selection) return respondBadQuery(PATH, selection.errors);
  const opened = await open(context);
  const make = async () => selectFacts(await factsOn(opened, selection.date), selection);
  const name = JSON.stringify([PATH, [...selection.ids].toSorted(), [...selection.topics].toSorted()]);
  // There are too many dates to remember an answer for each
  const body = selection.date === undefined ? await slice(opened, name, make) : await make();
  return respond(context.req.raw, body, opened.serving);
}

/** One fact: `/facts/total-2025.json`, or as it could be known on a date. */
export async function serveFact(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const selection = parseSelection(new URL(context.req.url).searchParams, ['as_of']);
  if ('errors' in selection) return respondBadQuery(path, selection.errors);
  const opened = await open(context);
  const factIn = ({ facts }: FactsAnswer) => facts.find(({ fact }) => path === `/facts/${fact}.json`);
  const current = await readJson<FactsAnswer>(opened, PATH);
  // Before a whole day is computed for a fact that there never was
  if (factIn(current) === undefined) return respondMissingFact(opened, path, path.slice('/facts/'.length, -'.json'.length));
  const answer = selection.date === undefined ? current : await factsOn(opened, selection.date);
  const fact = factIn(answer);
  if (fact === undefined) return respondNotFound(path);
  return respond(context.req.raw, await toFactBody(answer, fact), opened.serving);
}

async function factsOn(opened: Opened, date: string | undefined): Promise<FactsAnswer> {
  return date === undefined ? readJson<FactsAnswer>(opened, PATH) : toFactsAnswer(await knownAsOf(opened, date));
}
