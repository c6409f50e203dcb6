import { type CardContext, toCard, toInline } from '../card/card.ts';
import type { EmbedOptions } from '../embed-options.ts';
import type { Fact } from '../fact.ts';
import { toHtml } from './card.ts';

/** A fact as HTML in the variant that was chosen: a figure, or with `inline` a part of a sentence. */
export function toVariantCard(fact: Fact, { language, variant }: EmbedOptions, context: CardContext = {}) {
  if (variant === 'inline') return toHtml(toInline(fact, language, context));
  const card = toCard(fact, language, context);
  return toHtml(variant === 'compact' ? { ...card, attributes: { ...card.attributes, class: 'xt-card xt-compact' } } : card);
}
