import type { Fact, FactsAnswer } from '../data/fact.ts';
import { type Head, JSON_TYPE, toJsonList } from '../data/formats/json.ts';
import type { Body } from './respond.ts';
import { toBody } from './slice.ts';

/** Which facts are asked for: a union of ids and topics, as of a day. */
export type FactQuery = { ids?: readonly string[]; topic?: readonly string[]; as_of?: string };

/** The chosen facts in the order of the release, and by name the ids that it does not have. */
export async function selectFacts({ facts, ...head }: FactsAnswer, { ids, topic: topics }: FactQuery): Promise<Body> {
  const everything = ids === undefined && topics === undefined;
  const chosen = facts.filter(({ fact, topic }) => everything || ids?.includes(fact) || topics?.includes(topic));
  const known = new Set(facts.map(({ fact }) => fact));
  const unknown = (ids ?? []).filter((id) => !known.has(id));
  const text = toJsonList('facts', headOf(head), chosen, unknown.length > 0 ? { unknown } : {});
  return { ...(await toBody(text, JSON_TYPE)), rows: chosen.length };
}

/** One fact alone, under `fact`. */
export async function toFactBody({ facts: _, ...head }: FactsAnswer, fact: Fact): Promise<Body> {
  return toBody(`${JSON.stringify({ ...headOf(head), fact })}\n`, JSON_TYPE);
}

function headOf({ release, license, attribution, as_of }: Omit<FactsAnswer, 'facts'>): Head {
  return { release, license, attribution, ...(as_of === undefined ? {} : { as_of }) };
}
