import { toCard as toCardNode } from '../data/card/card.ts';
import type { CardNode } from '../data/card/node.ts';
import type { Fact, Language } from '../data/fact.ts';

/** Facts as figures, in the order given. The pages of the publication print the same HTML (data/formats/card.ts). */
export function toCards(facts: readonly Fact[], language: Language): HTMLElement {
  const cards = document.createElement('div');
  cards.className = 'xt-cards';
  cards.append(...facts.map((fact) => toCard(fact, language)));
  return cards;
}

/** One fact as a figure. */
export function toCard(fact: Fact, language: Language): HTMLElement {
  return toElement(toCardNode(fact, language)) as HTMLElement;
}

const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = new Set(['svg', 'path', 'circle', 'rect']);

/** A part of a card as an element of this document. Strings become text nodes, never markup. */
function toElement({ tag, attributes, children }: CardNode): Element {
  const element = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === 'string' ? child : toElement(child))));
  return element;
}
