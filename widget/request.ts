import type { Fact, FactsAnswer, FactText } from '../data/fact.ts';
import { strings } from './strings/index.ts';

/** What is asked of `/facts.json`: a union. */
export type Question = { ids: ReadonlySet<string>; topics: ReadonlySet<string> };

/** The server does not accept the question as it is put (400), or it is too long (414). */
export class RefusedError extends Error {}

const PATIENCE_MS = 10_000;

/** The script's own origin serves the facts. In a constant, because Vite takes `new URL('…', import.meta.url)` for a file to bundle. */
const SCRIPT = import.meta.url;

/** Asks once, without cookies, and gives up after ten seconds. Throws whatever went wrong, as a sentence where it is ours. */
export async function requestFacts(question: Question): Promise<FactsAnswer> {
  const url = toUrl(question);
  const response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MS) });
  if ([400, 414].includes(response.status)) throw new RefusedError(`${url} was refused with status ${response.status}.`);
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  const answer: unknown = await response.json();
  if (!isFactsAnswer(answer)) throw new Error(`${url} answered with something that is no list of facts.`);
  return answer;
}

/** Sorted, so that the same question has the same address in every cache; the commas stay literal. */
function toUrl({ ids, topics }: Question): URL {
  const url = new URL('/facts.json', SCRIPT);
  url.search = Object.entries({ ids, topic: topics })
    .filter(([, values]) => values.size > 0)
    .map(([parameter, values]) => `${parameter}=${[...values].sort().map(encodeURIComponent).join(',')}`)
    .join('&');
  return url;
}

/** Every word that a card shows; a fact without one of them is not what this script was written for. */
const WORDS = ['title', 'period', 'value', 'comparison', 'previous', 'remark', 'status', 'source'] satisfies (keyof FactText)[];
const CODES = ['fact', 'topic', 'status', 'period_start', 'period_end'] satisfies (keyof Fact)[];

function isFactsAnswer(value: unknown): value is FactsAnswer {
  return hasStrings(value, ['release']) && Array.isArray(value.facts) && value.facts.every(isFact);
}

function isFact(value: unknown): boolean {
  if (!hasStrings(value, CODES)) return false;
  const { text, source } = value;
  return (
    typeof value.value === 'number' &&
    isRecord(text) &&
    Object.keys(strings).every((language) => hasStrings(text[language], WORDS)) &&
    (source === null || (isRecord(source) && (source.url === null || hasStrings(source, ['url']))))
  );
}

function hasStrings(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  return isRecord(value) && names.every((name) => typeof value[name] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
