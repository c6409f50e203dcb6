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
  const selection = parseSelection(query);
  if ('errors' in selection) return respondBadQuery(PATH, selection.errors);
  const opened = await open(context);
  const name = JSON.stringify([PATH, [...selection.ids].toSorted(), [...selection.topics].toSorted(), selection.date]);
  return respond(
    context.req.raw,
    await slice(opened, name, async () => selectFacts(await factsOn(opened, selection.date), selection)),
    opened.serving,
  );
}

/** One fact: `/facts/total-2025.json`, or as it could be known on a date. */
export async function serveFact(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const query = new URL(context.req.url).searchParams;
  const selection = parseSelection(query);
  const errors = 'errors' in selection ? selection.errors : [];
  const needless = ['ids', 'topic'].filter((name) => query.has(name)).map((parameter) => ({ parameter, allowed: 'as_of' }));
  if ('errors' in selection || needless.length > 0) return respondBadQuery(path, [...errors, ...needless]);
  const opened = await open(context);
  const answer = await factsOn(opened, selection.date);
  const fact = answer.facts.find(({ fact }) => path === `/facts/${fact}.json`);
  if (fact === undefined) return respondNotFound(path);
  const body = await slice(opened, `${path} ${selection.date}`, () => toFactBody(answer, fact));
  return respond(context.req.raw, body, opened.serving);
}

async function factsOn(opened: Opened, date: string | undefined): Promise<FactsAnswer> {
  return date === undefined ? factsIn(opened) : toFactsAnswer(await knownAsOf(opened, date));
}

/** The page of a fact, with how we know: `/facts/total-2025` and `/zh/facts/total-2025`. */
export async function serveFactPage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
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
