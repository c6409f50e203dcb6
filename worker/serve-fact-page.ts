import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { toFactPage } from '../data/pages/fact.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { type App, open } from './context.ts';
import { historyOf, respondMissingFact } from './history.ts';
import { readJson } from './read-json.ts';
import { respond, respondBadQuery } from './respond.ts';
import { slice, toBody } from './slice.ts';
import { tablesIn } from './tables.ts';

/** The page of a fact, with how we know: `/facts/total-2025` and `/zh/facts/total-2025`. */
export async function serveFactPage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  // A page may be linked with anything, but not be taken for what it is not
  if (context.req.query('as_of') !== undefined) {
    const detail = `A page shows what is known today. Ask ${path.replace('/zh/', '/')}.json for what was known on a day.`;
    return respondBadQuery(path, [{ kind: 'unknown', parameter: 'as_of', detail }]);
  }
  const opened = await open(context);
  const language = path.startsWith('/zh/') ? 'zh' : 'en';
  const id = path.slice(path.lastIndexOf('/') + 1);
  const fact = (await readJson<FactsAnswer>(opened, '/facts.json')).facts.find((each) => each.fact === id);
  if (fact === undefined) return respondMissingFact(opened, path, id);
  const body = await slice(opened, path, async () =>
    toBody(toFactPage(fact, await tablesIn(opened), language, await historyOf(opened, id)), HTML_TYPE),
  );
  return respond(context.req.raw, body, opened.serving);
}
