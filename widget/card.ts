import { toCard as toCardNode, toInline } from '../data/card/card.ts';
import type { Fact, Language } from '../data/fact.ts';
import { toElement } from './node.ts';

export type Variant = 'card' | 'compact' | 'inline';

/** What is shown around a fact: which release, where the evidence is, and how much of it. */
export type Setting = { release: string; origin: string; variant: Variant };

/** One fact as the pages of the publication print it (data/card/card.ts). */
export function toCard(fact: Fact, language: Language, { variant, ...context }: Setting): HTMLElement {
  const card = toElement((variant === 'inline' ? toInline : toCardNode)(fact, language, context));
  if (variant === 'compact') card.classList.add('xt-compact');
  return card;
}

/** An attribute as native ones are read: in any case, and what is unknown is the default. */
export function toVariant(text: string): Variant {
  const variant = text.toLowerCase();
  return variant === 'compact' || variant === 'inline' ? variant : 'card';
}
