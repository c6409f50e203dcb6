import type { Fact, FactsAnswer } from '../data/fact.ts';
import { type Question, RefusedError, requestFacts } from './request.ts';

/** What one element asks for, in its order. */
export type Selection = { ids: readonly string[]; topics: readonly string[] };

/** At least one fact, the ids first and as they were written, and by name the ids that do not exist. */
export type LoadedFacts = { facts: readonly Fact[]; unknown: readonly string[]; release: string };

/** Nothing of what was asked for exists; the message says what. */
export class UnknownFactsError extends Error {
  readonly unknown: readonly string[];
  constructor({ ids, topics }: Selection) {
    const names = [...ids.map((id) => `fact "${id}"`), ...topics.map((topic) => `topic "${topic}"`)];
    super(names.length > 0 ? `There is no ${names.join(', no ')}.` : 'Nothing was asked for. Set fact, facts or topic.');
    this.unknown = ids;
  }
}

/** The facts asked for. All that is asked in one turn of a page goes out as one request; throws when nothing can be shown. */
export async function loadFacts({ ids, topics }: Selection): Promise<LoadedFacts> {
  const [byId, byTopic] = await Promise.all([
    Promise.all(ids.map((id) => recall('ids', id))),
    Promise.all(topics.map((topic) => recall('topics', topic))),
  ]);
  const found = [
    ...byId.flatMap(({ facts }, index) => facts.filter(({ fact }) => fact === ids[index])),
    ...byTopic.flatMap(({ facts }, index) => facts.filter(({ topic }) => topic === topics[index])),
  ];
  const facts = new Map(found.map((fact) => [fact.fact, fact]));
  const release = [...byId, ...byTopic].find((answer) => answer.facts.length > 0)?.release;
  if (release === undefined || facts.size === 0) throw new UnknownFactsError({ ids, topics });
  return { facts: [...facts.values()], unknown: ids.filter((id) => !facts.has(id)), release };
}

type Answer = Pick<FactsAnswer, 'facts' | 'release'>;
type Batch = { ids: Set<string>; topics: Set<string>; answer: Promise<Answer> };

/** For the life of the page. What failed is not kept, so that an element put in later tries again. */
const remembered = new Map<string, Promise<Answer>>();

function recall(parameter: keyof Question, name: string): Promise<Answer> {
  const key = `${parameter}=${name}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const batch = openBatch();
  batch[parameter].add(name);
  const answer = batch.answer.catch((error) => askAlone(error, batch, parameter, name));
  remembered.set(key, answer);
  answer.catch(() => remembered.delete(key));
  return answer;
}

let open: Batch | undefined;

/**
 * The question that is still being collected. A timer ends it, not a microtask: when the script is there before the elements,
 * the parser runs the microtasks between any two of them (HTML, "create an element for a token").
 */
function openBatch(): Batch {
  if (open !== undefined) return open;
  const question = { ids: new Set<string>(), topics: new Set<string>() };
  const answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
    open = undefined;
    return requestFacts(question);
  });
  open = { ...question, answer };
  return open;
}

/** The server refuses a whole question for one bad name in it. The good ones must not suffer, so each is asked alone. */
async function askAlone(error: unknown, { ids, topics }: Question, parameter: keyof Question, name: string): Promise<Answer> {
  if (!(error instanceof RefusedError)) throw error;
  if (ids.size + topics.size === 1) return { facts: [], release: '' };
  const alone = { ids: new Set<string>(), topics: new Set<string>(), [parameter]: new Set([name]) };
  return requestFacts(alone).catch((error) => askAlone(error, alone, parameter, name));
}
