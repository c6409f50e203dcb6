import type { Fact, FactText, WithdrawnFact, WordedDay } from '../data/fact.ts';
import { strings } from './strings/index.ts';

/** What an answer of `/facts.json` holds that can be shown, and by name the facts in it that cannot. */
export type Answer = {
  release: string;
  released: WordedDay | undefined;
  facts: readonly Fact[];
  withdrawn: readonly WithdrawnFact[];
  malformed: readonly unknown[];
};

/**
 * The border: what comes from a network, or from a page, becomes an answer here or is refused. A fact that lacks something of
 * what a card shows is set aside, so that the others are shown. `undefined` is no list of facts at all.
 */
export function parseAnswer(value: unknown): Answer | undefined {
  const answer = Array.isArray(value) ? { release: '', facts: value } : value;
  if (!hasStrings(answer, 'release') || !Array.isArray(answer.facts)) return undefined;
  const { release, released, withdrawn } = answer;
  const facts: unknown[] = answer.facts;
  return {
    release: release as string,
    released: isInEveryLanguage(released, isText) ? (released as WordedDay) : undefined,
    facts: facts.filter(isFact),
    withdrawn: Array.isArray(withdrawn) ? withdrawn.filter(isWithdrawnFact) : [],
    malformed: facts.filter((fact) => !isFact(fact)).map((fact) => isRecord(fact) && fact.fact),
  };
}

/** Whether it has every word of a card. Also for languages that are not published, which a host may bring along. */
export function isFactText(text: unknown): text is FactText {
  return (
    hasStrings(text, 'title period value comparison previous remark status source sentence') &&
    isText(text.share ?? '') &&
    isText(text.trend ?? '') &&
    isList(text.series, (point) => hasStrings(point, 'period value'))
  );
}

function isFact(value: unknown): value is Fact {
  if (!hasStrings(value, 'fact topic status observation period_start period_end')) return false;
  const { fact, text, series } = value;
  const { source, share } = value as { source?: Record<string, unknown>; share?: Record<string, unknown> };
  return (
    isName(fact) &&
    Number.isFinite(value.value) &&
    isInEveryLanguage(text, isFactText) &&
    isList(series, (point) => hasStrings(point, 'observation status period_start') && Number.isFinite(point.value)) &&
    Number.isFinite(share?.value ?? 0) &&
    isText(source?.url ?? '')
  );
}

function isWithdrawnFact(value: unknown): value is WithdrawnFact {
  return hasStrings(value, 'fact') && isInEveryLanguage(value.released, isText) && isInEveryLanguage(value.reason, isText);
}

/** The name of a fact or of a topic: nothing that means something else in an address. */
export function isName(value: unknown): value is string {
  return isText(value) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}

function isInEveryLanguage(value: unknown, is: (value: unknown) => boolean): boolean {
  return isRecord(value) && Object.keys(strings).every((language) => is(value[language]));
}

function isList(value: unknown, is: (value: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function hasStrings(value: unknown, names: string): value is Record<string, unknown> {
  return isRecord(value) && names.split(' ').every((name) => isText(value[name]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
