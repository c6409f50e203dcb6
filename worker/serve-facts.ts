import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { ByteCache } from './byte-cache.ts';
import { type App, type Opened, open } from './context.ts';
import { parseSelection, selectFacts, toFactBody } from './facts.ts';
import type { Snapshot } from './load.ts';
import { respondNotFound } from './not-found.ts';
import { type Body, respond, respondError } from './respond.ts';
import { serveFile } from './serve-file.ts';
import { UnavailableError } from './store.ts';

const PATH = '/facts.json';

/** All facts, or with `?ids=` and `?topic=` those asked for. */
export async function serveFacts(context: Context<App>): Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  if (query.size === 0) return serveFile(context);
  const selection = parseSelection(query);
  if ('status' in selection) return respondError(selection);
  const opened = await open(context);
  const { manifest } = opened.serving.snapshot.pointer;
  const name = JSON.stringify([manifest, [...selection.ids].toSorted(), [...selection.topics].toSorted()]);
  const body = slices.get(name) ?? (await selectFacts(await factsIn(opened), selection));
  slices.set(name, body);
  return respond(context.req.raw, body, opened.serving);
}

/** Answers to queries by release and query, as they were sent. */
const slices = new ByteCache<Body>(4 * 1024 * 1024);

/** One fact: `/facts/total-2025.json`. */
export async function serveFact(context: Context<App>): Promise<Response> {
  const opened = await open(context);
  const answer = await factsIn(opened);
  const fact = answer.facts.find(({ fact }) => context.req.path === `/facts/${fact}.json`);
  if (fact === undefined) return respondNotFound(context.req.path);
  return respond(context.req.raw, await toFactBody(answer, fact), opened.serving);
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
