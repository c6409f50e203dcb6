import type { Edition } from './edition.ts';
import { type Question, type Received, recallFacts, requestFacts } from './request.ts';

const FRESH_MS = 5 * 60 * 1000;
const EVERYTHING: Question = new Set();

/** The last answer about each name; it holds no more than the names that the page ever asked for. */
const remembered = new Map<string, Received & { time: number }>();
const underWay = new Map<string, Promise<Received>>();

/**
 * The answer about one name, such as `ids=total-2025`: one of this page, for five minutes, then a new one. All that is asked in one
 * turn goes out as one request for each edition. When that fails, an older answer of this page, else of the browser’s cache; then
 * it throws.
 */
export async function ask(edition: Edition, name: string): Promise<Received> {
  const key = keyOf(edition, name);
  const known = remembered.get(key);
  if (known && performance.now() - known.time < FRESH_MS) return known;
  const answer = underWay.get(key) ?? askAnew(openBatch(edition), name, key);
  underWay.set(key, answer);
  return answer;
}

async function askAnew(batch: Batch, name: string, key: string): Promise<Received> {
  batch.names.add(name);
  try {
    const received = await batch.answer;
    // What cannot be shown may be mended soon
    if (received.answer.malformed.length === 0) remembered.set(key, { ...received, time: performance.now() });
    return received;
  } catch (error) {
    const known = remembered.get(key);
    if (known) return { ...known, stale: true };
    batch.recalled ??= recallFacts(batch.edition, batch.names).catch(() => undefined);
    const recalled = await batch.recalled;
    if (recalled) return recalled;
    throw error;
  } finally {
    underWay.delete(key);
  }
}

type Batch = {
  edition: Edition;
  names: Set<string>;
  answer: Promise<Received>;
  recalled?: Promise<Received | undefined>;
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
  const names = new Set<string>();
  const answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
    open.delete(key);
    return send(edition, names);
  });
  const batch = { edition, names, answer };
  open.set(key, batch);
  return batch;
}

/**
 * A topic that the server does not know must not take the others with it: all facts hold theirs. What was withdrawn is told to those
 * who ask by name, and otherwise counts as unknown.
 */
async function send(edition: Edition, names: Question): Promise<Received> {
  const received = (await requestFacts(edition, names)) ?? (await requestFacts(edition, EVERYTHING));
  if (received) return received;
  throw new Error(`${edition.origin} refuses all facts.`);
}

function keyOf(edition: Edition, name?: string): string {
  return [...Object.values(edition), name].join(' ');
}
