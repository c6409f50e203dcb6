import type { CardChild, CardNode } from '../data/card/node.ts';

export type Child = Node | string;

const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = /^(svg|path|circle|rect)$/;

/** An element of this document. Strings become text nodes, never markup; no style attribute is set, which a host may forbid. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

/** A part of a card as an element. */
export function toElement({ tag, attributes, children }: CardNode): HTMLElement {
  const element = DRAWN.test(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  return fill(element as HTMLElement, attributes, children.map(toChild));
}

function toChild(child: CardChild): Child {
  return typeof child === 'string' ? child : toElement(child);
}

function fill<Kind extends Element>(
  element: Kind,
  attributes: Readonly<Record<string, string>>,
  children: readonly Child[],
): Kind {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Makes each class a part of the same name, so that a page can style it: `xt-title` is `::part(title)`. */
export function exposeParts(root: ParentNode): void {
  for (const element of root.querySelectorAll('[class]')) {
    element.setAttribute('part', (element.getAttribute('class') ?? '').replaceAll('xt-', ''));
  }
}
