import { html, raw } from 'hono/html';
import { type CardContext, toCard as toCardNode } from '../card/card.ts';
import type { CardChild } from '../card/node.ts';
import { wordsOf } from '../card/words.ts';
import type { Fact, Language } from '../fact.ts';

/** The language tag (BCP 47) of a language. */
export function languageTag(language: Language): string {
  return wordsOf(language).languageTag;
}

/** A fact as a complete figure, as HTML. The element builds the same one. */
export function toCard(fact: Fact, language: Language, context: CardContext = {}) {
  return toHtml(toCardNode(fact, language, context));
}

/** Elements that begin a line of their own, so that people can read the code that they paste. */
const BLOCKS = new Set(['figcaption', 'p', 'div', 'svg', 'details', 'table', 'tbody']);

/** A part of a card as HTML. Texts are escaped. */
export function toHtml(child: CardChild): ReturnType<typeof html> {
  if (typeof child === 'string') return html`${child}`;
  const { tag, attributes, children } = child;
  const opening = Object.entries(attributes).map(([name, value]) => html` ${raw(name)}="${value}"`);
  return html`${BLOCKS.has(tag) ? '\n' : ''}<${raw(tag)}${opening}>${children.map(toHtml)}${tag === 'figure' ? '\n' : ''}</${raw(tag)}>`;
}
