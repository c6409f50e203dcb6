import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import { JSON_TYPE } from '../data/formats/json.ts';
import { type Bounds, toEmbedded, toOEmbed } from '../data/formats/oembed.ts';
import { parseKnown } from '../data/parse-query.ts';
import { oEmbedParameters, toParameters } from '../data/query.ts';
import type { Description } from '../data/schema.ts';
import { type App, open } from './context.ts';
import { respondMissingFact } from './history.ts';
import { readJson } from './read-json.ts';
import { respond, respondBadQuery, respondProblem } from './respond.ts';
import { slice, toBody } from './slice.ts';

const PATH = '/oembed.json';

/**
 * How to embed an address of ours: `/oembed.json?url=…` (https://oembed.com). Consumers send parameters of their own, as WordPress
 * does with `dnt`, so those that are unknown are let be.
 */
export async function serveOEmbed(context: Context<App>): Promise<Response> {
  const sent = new URL(context.req.url).searchParams;
  const { values, errors } = parseKnown(withoutBlanks(sent), toParameters(oEmbedParameters));
  if (errors.length > 0) return respondBadQuery(PATH, errors);
  const { url, format = 'json', maxwidth, maxheight } = values as Readonly<Record<string, string>>;
  if (format !== 'json')
    return respondProblem('not-implemented', 'oEmbed is answered as JSON only. Leave format out, or say json.');
  if (url === undefined) {
    const detail = 'url is missing. Give it the address of a fact.';
    return respondBadQuery(PATH, [{ kind: 'value', parameter: 'url', detail, allowed: ['the address of a fact'] }]);
  }
  const opened = await open(context);
  const description = await readJson<Description>(opened, '/dataset.json');
  const embedded = toEmbedded(url, description.origin);
  if (embedded === undefined)
    return respondProblem(
      'not-found',
      'url is not the address of the page or the frame of a fact here, such as /facts/total-2025.',
    );
  const { facts } = await readJson<FactsAnswer>(opened, '/facts.json');
  const fact = facts.find((each) => each.fact === embedded.fact);
  if (fact === undefined) return respondMissingFact(opened, `/facts/${embedded.fact}.json`, embedded.fact);

  const bounds: Bounds = {
    ...(maxwidth === undefined ? {} : { maxwidth: Number(maxwidth) }),
    ...(maxheight === undefined ? {} : { maxheight: Number(maxheight) }),
  };
  const name = JSON.stringify([embedded, bounds]);
  const body = await slice(opened, `${PATH}?${name}`, () =>
    toBody(toOEmbed(fact, embedded.options, bounds, description), JSON_TYPE),
  );
  return respond(context.req.raw, body, opened.serving);
}

/** A consumer that has no limit sends it empty or as zero, and a template without a format as `{format}`: none of them asks for anything. */
function withoutBlanks(sent: URLSearchParams): URLSearchParams {
  const isBlank = ([name, value]: [string, string]) =>
    (/^max(width|height)$/.test(name) && /^0*$/.test(value)) || (name === 'format' && /^(\{format\})?$/.test(value));
  const filled = [...sent].filter((each) => !isBlank(each));
  return new URLSearchParams(filled.map(([name, value]) => [name, name === 'format' ? value.toLowerCase() : value]));
}
