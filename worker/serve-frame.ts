import type { Context } from 'hono';
import { type FrameQuery, frameParameters, toFrameOptions } from '../data/embed-options.ts';
import type { FactsAnswer } from '../data/fact.ts';
import { type Framed, toBadFrame, toFramePage, toMissingFrame, toWithdrawnFrame } from '../data/pages/frame.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { parseKnown, toCanonical } from '../data/parse-query.ts';
import { toParameters } from '../data/query.ts';
import type { Description } from '../data/schema.ts';
import { type App, open } from './context.ts';
import { historyOf } from './history.ts';
import { readJson } from './read-json.ts';
import { respondFrame, respondUncached } from './respond.ts';
import { framePolicy } from './security.ts';
import { slice, toBody } from './slice.ts';

/**
 * A card to be framed by anybody: `/facts/total-2025/frame?lang=zh&theme=dark`. What is wrong, gone or unknown can be framed as
 * well, for there it is read.
 */
export async function serveFrame(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const { values, errors } = parseKnown(new URL(context.req.url).searchParams, toParameters(frameParameters));
  const opened = await open(context);
  const { origin } = await readJson<Description>(opened, '/dataset.json');
  const framed: Framed = { origin, options: toFrameOptions(values as FrameQuery) };
  const refuse = (page: string, status: number) => respondUncached(page, HTML_TYPE, status, framePolicy(origin));
  if (errors.length > 0) return refuse(toBadFrame(errors, framed), 400);

  const id = path.split('/')[2] ?? '';
  const { facts } = await readJson<FactsAnswer>(opened, '/facts.json');
  const fact = facts.find((each) => each.fact === id);
  if (fact === undefined) {
    const last = (await historyOf(opened, id)).at(-1);
    return last?.class === 'withdrawn' ? refuse(toWithdrawnFrame(last, framed), 410) : refuse(toMissingFrame(framed), 404);
  }
  const { release } = opened.serving.snapshot.pointer;
  const body = await slice(opened, `${path}?${toCanonical(values)}`, async () => ({
    ...(await toBody(toFramePage(fact, { id: release }, framed), HTML_TYPE)),
    headerClass: 'frame' as const,
  }));
  return respondFrame(context.req.raw, body, opened.serving, origin);
}
