import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { toFactPage } from '../data/pages/fact.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { knownAsOf, toFactsAnswer } from './as-of.ts';
import { type App, type Opened, open } from './context.ts';
import { parseSelection, selectFacts, toFactBody } from './facts.ts';
import type { Snapshot } from './load.ts';
import { respondNotFound } from './not-found.ts';
import { respond, respondBadQuery } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { slice, toBody } from './slice.ts';
import { UnavailableError } from './store.ts';
import { tablesIn } from './tables.ts';

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
  const current = await factsIn(opened);
  // Before a whole day is computed for a fact that there never was
  if (factIn(current) === undefined) return respondNotFound(path);
  const answer = selection.date === undefined ? current : await factsOn(opened, selection.date);
  const fact = factIn(answer);
  if (fact === undefined) return respondNotFound(path);
  return respond(context.req.raw, await toFactBody(answer, fact), opened.serving);
}

async function factsOn(opened: Opened, date: string | undefined): Promise<FactsAnswer> {
  return date === undefined ? factsIn(opened) : toFactsAnswer(await knownAsOf(opened, date));
}

/** The page of a fact, with how we know: `/facts/total-2025` and `/zh/facts/total-2025`. */
export async function serveFactPage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  // A page may be linked with anything, but not be taken for what it is not
  if (context.req.query('as_of') !== undefined) {
    return respondBadQuery(path, [{ parameter: 'as_of', allowed: `none here; ask ${path.replace('/zh/', '/')}.json` }]);
  }
  const opened = await open(context);
  const language = path.startsWith('/zh/') ? 'zh' : 'en';
  const fact = (await factsIn(opened)).facts.find(({ fact }) => path.endsWith(`/facts/${fact}`));
  if (fact === undefined) return respondNotFound(path);
  const body = await slice(opened, path, async () => toBody(toFactPage(fact, await tablesIn(opened), language), HTML_TYPE));
  return respond(context.req.raw, body, opened.serving);
}

/** Parsed once per release and isolate. */
const parsed = new WeakMap<Snapshot, FactsAnswer>();

async function factsIn({ serving, copies, store }: Opened): Promise<FactsAnswer> {
  const { snapshot } = serving;
  const known = parsed.get(snapshot);
  if (known !== undefined) return known;
  const file = snapshot.files.get(PATH);
  if (file === undefined) throw new UnavailableError(PATH);
  // Built by us and verified by its digest, so the shape is not checked again
  const answer = JSON.parse(new TextDecoder().decode(await store.read(copies, serving, file))) as FactsAnswer;
  parsed.set(snapshot, answer);
  return answer;
}
