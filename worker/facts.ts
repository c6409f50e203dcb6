import type { Fact, FactsAnswer } from '../data/fact.ts';
import { type Head, JSON_TYPE, toJsonList } from '../data/formats/json.ts';
import { Topic } from '../data/schema.ts';
import type { Body, Problem } from './respond.ts';
import { toBody } from './slice.ts';

/** Which facts are asked for: a union of ids and topics. */
export type Selection = { ids: ReadonlySet<string>; topics: ReadonlySet<string> };

const FACT_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ECHO = 80;

/** `?ids=a,b&topic=c`: each once, a comma list without gaps. What is wrong with it becomes one problem that names all of it. */
export function parseSelection(query: URLSearchParams): Selection | Problem {
  const errors: { parameter: string; value?: string; allowed: string }[] = [];
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
  for (const parameter of new Set(query.keys())) {
    if (!['ids', 'topic'].includes(parameter)) errors.push({ parameter: echo(parameter), allowed: 'ids, topic' });
  }
  if (errors.length === 0) return { ids, topics };
  return {
    status: 400,
    title: 'Bad request',
    detail: 'The query of /facts.json was not understood; errors says what would be.',
    errors,
  };
}

/** The chosen facts in the order of the release, and by name the ids that it does not have. */
export async function selectFacts({ facts, ...head }: FactsAnswer, { ids, topics }: Selection): Promise<Body> {
  const chosen = facts.filter(({ fact, topic }) => ids.has(fact) || topics.has(topic));
  const known = new Set(facts.map(({ fact }) => fact));
  const unknown = [...ids].filter((id) => !known.has(id)).toSorted();
  return toBody(toJsonList('facts', headOf(head), chosen, unknown.length > 0 ? { unknown } : {}), JSON_TYPE);
}

/** One fact alone, under `fact`. */
export async function toFactBody({ facts: _, ...head }: FactsAnswer, fact: Fact): Promise<Body> {
  return toBody(`${JSON.stringify({ ...headOf(head), fact })}\n`, JSON_TYPE);
}

function headOf({ release, license, attribution }: Omit<FactsAnswer, 'facts'>): Head {
  return { release, license, attribution };
}

/** What was sent, cut to a length at which it can be recognised. */
function echo(value: string): string {
  return value.length > LONGEST_ECHO ? `${value.slice(0, LONGEST_ECHO)}…` : value;
}
