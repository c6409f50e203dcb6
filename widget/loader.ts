import type { Fact, WithdrawnFact } from '../data/fact.ts';
import { type Answer, isName } from './answer.ts';
import { ask, isKnown } from './batch.ts';
import type { Edition } from './edition.ts';
import type { Received } from './request.ts';

/** What one element asks for, in its order. */
export type Selection = { ids: readonly string[]; topics: readonly string[] };

/** One id or fact: what can be shown of it, or why nothing can. Of each answer the release is known. */
export type Found =
  | { kind: 'fact'; name: string; fact: Fact; answer: Answer }
  | { kind: 'withdrawn'; name: string; withdrawn: WithdrawnFact }
  | { kind: 'malformed' | 'unknown'; name: string };

/** The ids first, as they were written, then what the topics add; `stale` where there may be something newer. */
export type Loaded = { found: readonly Found[]; stale: boolean };

/** Nothing of what was asked for can be shown; the message says why. */
export class NothingToShowError extends Error {
  readonly unknown: readonly string[];
  constructor(found: readonly Found[], { topics }: Selection) {
    const ids = found.map(({ kind, name }) =>
      kind === 'malformed' ? `The fact "${name}" came without something that a card needs.` : `There is no fact "${name}".`,
    );
    super([...ids, ...topics.map((topic) => `There is no topic "${topic}".`)].join(' '));
    this.unknown = found.filter(({ kind }) => kind === 'unknown').map(({ name }) => name);
  }
}

/** What is asked for, from the network or from what the page knows. */
export async function loadFacts(edition: Edition, { ids, topics }: Selection): Promise<Loaded> {
  const [byId, byTopic] = await Promise.all([
    Promise.all(ids.filter(isName).map((id) => ask(edition, 'ids', id))),
    Promise.all(topics.filter(isName).map((topic) => ask(edition, 'topics', topic))),
  ]);
  const received: Received[] = [...byId, ...byTopic];
  const answerOf = new Map(ids.filter(isName).map((id, index) => [id, byId[index]?.answer]));
  const found = ids.map((id) => findFact(id, answerOf.get(id)));
  const more = byTopic.flatMap(({ answer }) => findTopics(answer, topics));
  return { found: withoutRepeats([...found, ...more]), stale: received.some(({ stale }) => stale) };
}

/** What is asked for, from an answer that a page has brought along; all of it when nothing is asked for. */
export function pickFacts(answer: Answer, { ids, topics }: Selection): Loaded {
  const everything = ids.length + topics.length === 0;
  const names = everything ? [...answer.facts.map(({ fact }) => fact), ...answer.malformed] : ids;
  return {
    found: withoutRepeats([...names.map((name) => findFact(name, answer)), ...findTopics(answer, topics)]),
    stale: false,
  };
}

/** Whether the page knows the answer already. */
export function isLoaded(edition: Edition, { ids, topics }: Selection): boolean {
  return (
    ids.every((id) => !isName(id) || isKnown(edition, 'ids', id)) &&
    topics.every((topic) => !isName(topic) || isKnown(edition, 'topics', topic))
  );
}

function findFact(name: string, answer: Answer | undefined): Found {
  const fact = answer?.facts.find((each) => each.fact === name);
  if (answer !== undefined && fact !== undefined) return { kind: 'fact', name, fact, answer };
  const withdrawn = answer?.withdrawn.find((each) => each.fact === name);
  if (withdrawn !== undefined) return { kind: 'withdrawn', name, withdrawn };
  return { kind: answer?.malformed.includes(name) ? 'malformed' : 'unknown', name };
}

function findTopics(answer: Answer, topics: readonly string[]): Found[] {
  const facts = answer.facts.filter(({ topic }) => topics.includes(topic));
  return facts.map((fact) => ({ kind: 'fact', name: fact.fact, fact, answer }));
}

function withoutRepeats(found: readonly Found[]): Found[] {
  return [...new Map(found.map((each) => [each.name, each])).values()];
}
