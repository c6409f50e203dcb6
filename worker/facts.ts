import type { Fact, FactsAnswer, WithdrawnFact } from '../data/fact.ts';
import { JSON_TYPE, toJsonList } from '../data/formats/json.ts';
import type { Body } from './respond.ts';
import { toBody } from './slice.ts';

/** Which facts are asked for: a union of ids and topics, as of a day. */
export type FactQuery = { ids?: readonly string[]; topic?: readonly string[]; as_of?: string };

/** The facts that are shown no longer, among ids that the release does not have. */
export type FindWithdrawn = (ids: readonly string[]) => Promise<readonly WithdrawnFact[]>;

/** The chosen facts in the order of the release, and by name the ids that it does not have: those that were withdrawn, and others. */
export async function selectFacts(
  { facts, ...head }: FactsAnswer,
  { ids, topic: topics }: FactQuery,
  findWithdrawn: FindWithdrawn,
): Promise<Body> {
  const everything = ids === undefined && topics === undefined;
  const chosen = facts.filter(({ fact, topic }) => everything || ids?.includes(fact) || topics?.includes(topic));
  const known = new Set(facts.map(({ fact }) => fact));
  const missing = (ids ?? []).filter((id) => !known.has(id));
  const withdrawn = missing.length > 0 ? await findWithdrawn(missing) : [];
  const unknown = missing.filter((id) => withdrawn.every(({ fact }) => fact !== id));
  const text = toJsonList('facts', headOf(head), chosen, {
    ...(withdrawn.length > 0 ? { withdrawn } : {}),
    ...(unknown.length > 0 ? { unknown } : {}),
  });
  return { ...(await toBody(text, JSON_TYPE)), rows: chosen.length };
}

/** One fact alone, under `fact`. */
export async function toFactBody({ facts: _, ...head }: FactsAnswer, fact: Fact): Promise<Body> {
  return toBody(`${JSON.stringify({ ...headOf(head), fact })}\n`, JSON_TYPE);
}

function headOf({ release, released, license, attribution, as_of }: Omit<FactsAnswer, 'facts'>) {
  return { release, released, license, attribution, ...(as_of === undefined ? {} : { as_of }) };
}
