import { type CardNode, node } from './node.ts';

/** A share as a bar, out of a hundred; none for what is no part of a whole, such as a balance. The words beside it say the share. */
export function toShareBar(percent: number): CardNode | undefined {
  if (!(percent >= 0 && percent <= 100)) return undefined;
  return node(
    'svg',
    { class: 'xt-bar', viewBox: '0 0 100 3', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    node('rect', { class: 'xt-whole', width: '100', height: '3', fill: 'currentColor', 'fill-opacity': '0.15' }),
    node('rect', { class: 'xt-part', width: String(percent), height: '3', fill: 'currentColor' }),
  );
}
