import type { Fact, FactsAnswer, FactText, WithdrawnFact, WordedDay } from '../data/fact.ts';
import { strings } from './strings/index.ts';

/** What an answer of `/facts.json` holds that can be shown, and by name the facts in it that cannot. */
export type Answer = {
  release: string;
  released: WordedDay | undefined;
  facts: readonly Fact[];
  withdrawn: readonly WithdrawnFact[];
  malformed: readonly string[];
};

/**
 * The border: what comes from a network, or from a page, becomes an answer here or is refused. A fact that lacks something of
 * what a card shows is set aside, so that the others are shown. `undefined` is no list of facts at all.
 */
export function parseAnswer(value: unknown): Answer | undefined {
  const answer = Array.isArray(value) ? { release: '', facts: value } : value;
  if (!hasStrings(answer, ['release']) || !Array.isArray(answer.facts)) return undefined;
  const { release, released, facts, withdrawn } = answer as Partial<Record<keyof FactsAnswer, unknown>> & { facts: unknown[] };
  return {
    release: release as string,
    released: isWordedDay(released) ? released : undefined,
    facts: facts.filter(isFact),
    withdrawn: Array.isArray(withdrawn) ? withdrawn.filter(isWithdrawnFact) : [],
    malformed: facts.flatMap((fact) => (!isFact(fact) && hasStrings(fact, ['fact']) ? [fact.fact as string] : [])),
  };
}

/** Every word that a card shows; a fact without one of them is not what this script was written for. */
const WORDS = [
  'title',
  'period',
  'value',
  'comparison',
  'previous',
  'remark',
  'status',
  'source',
  'sentence',
] satisfies (keyof FactText)[];

/** Whether it has every word of a card. Also for languages that are not published, which a host may bring along. */
export function isFactText(text: unknown): text is FactText {
  return (
    hasStrings(text, WORDS) &&
    [text.share, text.trend].every((part) => part === undefined || typeof part === 'string') &&
    Array.isArray(text.series) &&
    text.series.every((point) => hasStrings(point, ['period', 'value']))
  );
}

function isFact(value: unknown): value is Fact {
  if (!hasStrings(value, ['topic', 'status', 'period_start', 'period_end', 'fact', 'observation'])) return false;
  const { fact, text, source, series, share } = value;
  return (
    isName(fact) &&
    Number.isFinite(value.value) &&
    isRecord(text) &&
    Object.keys(strings).every((language) => isFactText(text[language])) &&
    Array.isArray(series) &&
    series.every(isPoint) &&
    (share == null || (isRecord(share) && Number.isFinite(share.value))) &&
    (source === null || (isRecord(source) && (source.url === null || typeof source.url === 'string')))
  );
}

function isPoint(value: unknown): boolean {
  return (
    hasStrings(value, ['observation', 'period_start', 'status']) &&
    Number.isFinite(value.value) &&
    /^\d{4}/.test(value.period_start as string)
  );
}

function isWithdrawnFact(value: unknown): value is WithdrawnFact {
  return (
    hasStrings(value, ['fact', 'release']) &&
    isWordedDay(value.released) &&
    hasStrings(value.reason, Object.keys(strings)) &&
    (value.replacement === null || isName(value.replacement))
  );
}

function isWordedDay(value: unknown): value is WordedDay {
  return hasStrings(value, ['day', ...Object.keys(strings)]);
}

/** The name of a fact or of a topic: nothing that means something else in an address. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

function hasStrings(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  return isRecord(value) && names.every((name) => typeof value[name] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
