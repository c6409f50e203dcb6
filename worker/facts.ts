import type { Fact, FactsAnswer } from '../data/fact.ts';
import { type Head, JSON_TYPE, toJsonList } from '../data/formats/json.ts';
import { Topic } from '../data/schema.ts';
import { parseAsOf } from './as-of.ts';
import type { Body, Problem } from './respond.ts';
import { toBody } from './slice.ts';

/** Which facts are asked for: a union of ids and topics. */
export type Selection = { ids: ReadonlySet<string>; topics: ReadonlySet<string>; date: string | undefined };

const FACT_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ECHO = 80;

/** `?ids=a,b&topic=c&as_of=2026-01-28`: each once, a comma list without gaps; or all that is wrong with it. */
export function parseSelection(query: URLSearchParams, allowed: readonly string[]): Selection | { errors: Errors } {
  const errors: Errors = [];
  const accept = (parameter: string, valid: (item: string) => boolean, allowed: string): Set<string> => {
    const values = query.getAll(parameter);
    const items = values.flatMap((value) => value.split(','));
    if (values.length > 1)
      errors.push({ parameter, value: echo(values.join(' & ')), allowed: `one ${parameter}=, with commas in it` });
    const invalid = items.filter((item) => !valid(item));
    // One error for a parameter, so that a long list of nonsense does not come back longer
    if (invalid.length > 0) errors.push({ parameter, value: echo(invalid.join(',')), allowed });
    return new Set(items);
  };
  const ids = accept('ids', (id) => FACT_ID.test(id), 'fact ids, such as total-2025,nepal-2024; /facts.json lists them');
  const topics = accept('topic', (topic) => Topic.safeParse(topic).success, Topic.options.join(', '));
  const date = parseAsOf(query);
  if (typeof date === 'object') errors.push(date);
  for (const parameter of new Set(query.keys())) {
    if (!allowed.includes(parameter)) errors.push({ parameter: echo(parameter), allowed: allowed.join(', ') });
  }
  return errors.length > 0 || typeof date === 'object' ? { errors } : { ids, topics, date };
}

type Errors = NonNullable<Problem['errors']>[number][];

/** The chosen facts in the order of the release, and by name the ids that it does not have. */
export async function selectFacts({ facts, ...head }: FactsAnswer, { ids, topics }: Selection): Promise<Body> {
  const everything = ids.size === 0 && topics.size === 0;
  const chosen = facts.filter(({ fact, topic }) => everything || ids.has(fact) || topics.has(topic));
  const known = new Set(facts.map(({ fact }) => fact));
  const unknown = [...ids].filter((id) => !known.has(id)).toSorted();
  return toBody(toJsonList('facts', headOf(head), chosen, unknown.length > 0 ? { unknown } : {}), JSON_TYPE);
}

/** One fact alone, under `fact`. */
export async function toFactBody({ facts: _, ...head }: FactsAnswer, fact: Fact): Promise<Body> {
  return toBody(`${JSON.stringify({ ...headOf(head), fact })}\n`, JSON_TYPE);
}

function headOf({ release, license, attribution, as_of }: Omit<FactsAnswer, 'facts'>): Head {
  return { release, license, attribution, ...(as_of === undefined ? {} : { as_of }) };
}

/** What was sent, cut to a length at which it can be recognised. */
function echo(value: string): string {
  return value.length > LONGEST_ECHO ? `${value.slice(0, LONGEST_ECHO)}…` : value;
}
