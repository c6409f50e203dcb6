import { toCard as toCardNode, toInline } from '../data/card/card.ts';
import type { Fact, Language } from '../data/fact.ts';
import { toElement } from './node.ts';

/** What is shown around a fact: which release, where the evidence is, and how much of it: all, `compact`, or `inline`. */
export type Setting = { release: string; origin: string; variant: string };

/** One fact as the pages of the publication print it (data/card/card.ts). What is no variant is the whole card. */
export function toCard(fact: Fact, language: Language, { variant, ...context }: Setting): HTMLElement {
  const card = toElement((isInline(variant) ? toInline : toCardNode)(fact, language, context));
  if (variant.toLowerCase() === 'compact') card.classList.add('xt-compact');
  return card;
}

/** Whether it stands in a sentence. Attributes are read as those of HTML: in any case. */
export function isInline(variant: string): boolean {
  return variant.toLowerCase() === 'inline';
}
