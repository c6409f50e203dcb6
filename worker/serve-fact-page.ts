import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { toFactPage } from '../data/pages/fact.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { factParameters } from '../data/query.ts';
import { type App, open } from './context.ts';
import { historyOf, respondMissingFact } from './history.ts';
import { readJson } from './read-json.ts';
import { respondTodayOnly } from './refusals.ts';
import { respond } from './respond.ts';
import { slice, toBody } from './slice.ts';
import { tablesIn } from './tables.ts';

/** The page of a fact, with how we know: `/facts/total-2025` and `/zh/facts/total-2025`. */
export async function serveFactPage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const opened = await open(context);
  const language = path.startsWith('/zh/') ? 'zh' : 'en';
  const id = path.slice(path.lastIndexOf('/') + 1);
  const fact = (await readJson<FactsAnswer>(opened, '/facts.json')).facts.find((each) => each.fact === id);
  if (fact === undefined) return respondMissingFact(opened, path, id);
  const [date, ...more] = new URL(context.req.url).searchParams.getAll('as_of');
  if (date !== undefined) {
    const day = factParameters.as_of.safeParse(date);
    return respondTodayOnly(path, more.length === 0 && day.success ? day.data : undefined);
  }
  const body = await slice(opened, path, async () => {
    const { release, released } = opened.serving.snapshot.manifest;
    const [tables, history] = [await tablesIn(opened), await historyOf(opened, id)];
    return toBody(toFactPage(fact, tables, { id: release, released }, language, history), HTML_TYPE);
  });
  return respond(context.req.raw, body, opened.serving);
}
