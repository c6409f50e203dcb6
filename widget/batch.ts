import type { Edition } from './edition.ts';
import { isLong, type Question, type Received, RefusedError, recallFacts, requestFacts } from './request.ts';

const FRESH_MS = 5 * 60 * 1000;
const NONE: ReadonlySet<string> = new Set();

type Remembered = Received & { time: number };

/** The last answer about each name; it holds no more than the names that the page ever asked for. */
const remembered = new Map<string, Remembered>();
const underWay = new Map<string, Promise<Received>>();

/**
 * The answer about one name: one of this page, for five minutes, then a new one. All that is asked in one turn goes out as one
 * request for each edition. When that fails, an older answer of this page, else of the browser’s cache; then it throws.
 */
export async function ask(edition: Edition, parameter: keyof Question, name: string): Promise<Received> {
  const key = keyOf(edition, parameter, name);
  const known = remembered.get(key);
  if (isFresh(known)) return known;
  const answer = underWay.get(key) ?? askAnew(openBatch(edition), parameter, name, key, known);
  underWay.set(key, answer);
  return answer;
}

/** Whether asking would cost nothing. */
export function isKnown(edition: Edition, parameter: keyof Question, name: string): boolean {
  return isFresh(remembered.get(keyOf(edition, parameter, name)));
}

function isFresh(known: Remembered | undefined): known is Remembered {
  return known !== undefined && performance.now() - known.time < FRESH_MS;
}

async function askAnew(
  batch: Batch,
  parameter: keyof Question,
  name: string,
  key: string,
  known: Received | undefined,
): Promise<Received> {
  batch[parameter].add(name);
  try {
    const received = await batch.answer;
    // What cannot be shown may be mended soon
    if (received.answer.malformed.length > 0) return received;
    remembered.set(key, { ...received, time: performance.now() });
    return received;
  } catch (error) {
    if (known) return { ...known, stale: true };
    // What went wrong first is what the page is told
    batch.recalled ??= recallFacts(batch.edition, batch).catch(() => Promise.reject(error));
    return await batch.recalled;
  } finally {
    underWay.delete(key);
  }
}

type Batch = {
  edition: Edition;
  ids: Set<string>;
  topics: Set<string>;
  answer: Promise<Received>;
  recalled?: Promise<Received>;
};

const open = new Map<string, Batch>();

/**
 * The question that is still being collected. A timer ends it, not a microtask: when the script is there before the elements,
 * the parser runs the microtasks between any two of them (HTML, "create an element for a token").
 */
function openBatch(edition: Edition): Batch {
  const key = keyOf(edition);
  const collecting = open.get(key);
  if (collecting) return collecting;
  const question = { ids: new Set<string>(), topics: new Set<string>() };
  const answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
    open.delete(key);
    return send(edition, question);
  });
  const batch = { edition, ...question, answer };
  open.set(key, batch);
  return batch;
}

/**
 * A list of names that is too long, or a topic that the server does not know, must not take the others with it: all facts hold
 * theirs. What is not among them may have been withdrawn, which is told only to who asks by name.
 */
async function send(edition: Edition, question: Question): Promise<Received> {
  if (!isLong(question)) {
    try {
      return await requestFacts(edition, question);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }
  const received = await requestFacts(edition, { ids: NONE, topics: NONE });
  const { answer } = received;
  const ids = new Set([...question.ids].filter((id) => answer.facts.every(({ fact }) => fact !== id)));
  const missing = { ids, topics: NONE };
  if (!ids.size || isLong(missing)) return received;
  const { withdrawn } = (await requestFacts(edition, missing)).answer;
  return { ...received, answer: { ...answer, withdrawn } };
}

function keyOf(edition: Edition, ...names: readonly string[]): string {
  return [...Object.values(edition), ...names].join(' ');
}
