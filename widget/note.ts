import { factPath } from '../data/card/card.ts';
import { wordsOf } from '../data/card/words.ts';
import type { Fact, Language, WithdrawnFact } from '../data/fact.ts';
import type { Answer } from './answer.ts';
import { type Child, make } from './node.ts';
import type { Printed } from './printed.ts';
import { strings } from './strings/index.ts';

/** A value that the page printed and that is another one now. */
export type Revision = { fact: string; was: Figure; now: Figure; release: string };
type Figure = { value: number; text: string };

/** The revision of a fact against what the page printed; none where that is the same, or cannot be read. */
export function findRevision(fact: Fact, { release }: Answer, printed: Printed | undefined, text: string): Revision | undefined {
  // NaN, of what cannot be read, is no difference either
  if (!printed || !(printed.was.value - fact.value)) return undefined;
  return { fact: fact.fact, was: printed.was, now: { value: fact.value, text }, release };
}

/** "Revised: was 8.47 billion yuan, now 8.479 billion yuan (release of 24 November 2026)." with a link to the history. */
export function toRevisedNote(
  { fact, was, now }: Revision,
  answer: Answer,
  lang: string,
  origin: string,
  language: Language,
): HTMLElement {
  return toNote(
    'revised',
    language,
    strings[language].revised.was,
    // It may have been printed in another language
    make('span', { lang }, was.text),
    strings[language].revised.now(now.text, wordRelease(answer, language)),
    toHistoryLink(fact, origin, language),
  );
}

/** "From the release of 24 November 2026. Whether there is a newer figure could not be checked." */
export function toStaleNote(answer: Answer, language: Language): HTMLElement {
  return toNote('stale', language, strings[language].stale(wordRelease(answer, language)));
}

/** When and why a fact was withdrawn, with a link to what it had shown; there stands what to take instead, too. */
export function toWithdrawnNote({ fact, released, reason }: WithdrawnFact, origin: string, language: Language): HTMLElement {
  const sentence = strings[language].withdrawn(released[language], reason[language]);
  return toNote('withdrawn', language, sentence, toHistoryLink(fact, origin, language));
}

/** A sentence of the element, in an element that may stand in a sentence of the page too. */
export function toNote(name: string, language: Language, ...children: readonly Child[]): HTMLElement {
  return make('span', { class: `xt-note xt-${name}`, lang: wordsOf(language).languageTag }, ...children);
}

function toHistoryLink(fact: string, origin: string, language: Language): HTMLElement {
  return make('a', { href: `${origin}${factPath(fact, language)}#history` }, strings[language].history);
}

function wordRelease({ release, released }: Answer, language: Language): string {
  return released?.[language] ?? release;
}
