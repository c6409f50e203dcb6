import type { Fact, WithdrawnFact } from '../data/fact.ts';
import { type Answer, isName } from './answer.ts';
import { ask } from './batch.ts';
import type { Edition } from './edition.ts';

/** What one element asks for, in its order. */
export type Selection = { ids: readonly string[]; topics: readonly string[] };

/** One fact: what can be shown of it, or why nothing can. */
export type Found =
  | { kind: 'fact'; name: string; fact: Fact; answer: Answer }
  | { kind: 'withdrawn'; name: string; withdrawn: WithdrawnFact }
  | { kind: 'malformed' | 'unknown'; name: string };

/** The ids first, as they were written, then what the topics add; `stale` where there may be something newer. */
export type Loaded = { found: readonly Found[]; stale: boolean };

/** Nothing of what was asked for can be shown; the message says why. */
export class NothingToShowError extends Error {
  readonly unknown: readonly string[];
  constructor(found: readonly Found[], topics: readonly string[]) {
    const reasons = found.map(({ kind, name }) =>
      kind === 'unknown' ? `There is no fact "${name}".` : `Fact "${name}" is incomplete.`,
    );
    super([...reasons, ...topics.map((topic) => `There is no topic "${topic}".`)].join(' '));
    this.unknown = found.filter(({ kind }) => kind === 'unknown').map(({ name }) => name);
  }
}

/** What is asked for, from the network or from what the page knows. A name that cannot be one is not asked for. */
export async function loadFacts(edition: Edition, { ids, topics }: Selection): Promise<Loaded> {
  const received = await Promise.all([
    ...ids.map((id) => (isName(id) ? ask(edition, `ids=${id}`) : undefined)),
    ...topics.map((topic) => (isName(topic) ? ask(edition, `topic=${topic}`) : undefined)),
  ]);
  return {
    found: withoutRepeats([
      ...ids.map((id, index) => findFact(id, received[index]?.answer)),
      ...received.slice(ids.length).flatMap((each) => (each ? findTopics(each.answer, topics) : [])),
    ]),
    stale: received.some((each) => each?.stale),
  };
}

/** What is asked for, from an answer that a page has brought along; all of it when nothing is asked for. */
export function pickFacts(answer: Answer, { ids, topics }: Selection): Loaded {
  const names = ids.length + topics.length > 0 ? ids : [...answer.facts.map(({ fact }) => fact), ...answer.malformed.map(String)];
  const found = names.map((name) => findFact(name, answer));
  return { found: withoutRepeats([...found, ...findTopics(answer, topics)]), stale: false };
}

function findFact(name: string, answer: Answer | undefined): Found {
  const fact = answer?.facts.find((each) => each.fact === name);
  if (answer && fact) return { kind: 'fact', name, fact, answer };
  const withdrawn = answer?.withdrawn.find((each) => each.fact === name);
  if (withdrawn) return { kind: 'withdrawn', name, withdrawn };
  return { kind: answer?.malformed.includes(name) ? 'malformed' : 'unknown', name };
}

function findTopics(answer: Answer, topics: readonly string[]): Found[] {
  const facts = answer.facts.filter(({ topic }) => topics.includes(topic));
  return facts.map((fact) => ({ kind: 'fact', name: fact.fact, fact, answer }));
}

function withoutRepeats(found: readonly Found[]): Found[] {
  return [...new Map(found.map((each) => [each.name, each])).values()];
}
