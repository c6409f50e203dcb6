/** An element of a card, before it is text of a page or part of a document: no engine is needed to make it. */
export type CardNode = { tag: string; attributes: Readonly<Record<string, string>>; children: readonly CardChild[] };
export type CardChild = CardNode | string;

/** An element with what stands in it; an attribute or a child that is `undefined` is left out. */
export function node(
  tag: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (CardChild | undefined)[]
): CardNode {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { tag, attributes: Object.fromEntries(given), children: children.filter((child) => child !== undefined) };
}
