import { raw } from 'hono/html';
import type { EmbedOptions } from '../embed-options.ts';
import type { Fact } from '../fact.ts';
import { toCard } from './card.ts';

/** A fact as HTML in the variant that was chosen: a figure, or with `inline` a part of a sentence. */
export function toVariantCard(fact: Fact, { language, variant }: EmbedOptions, _: { release?: string; origin?: string } = {}) {
  const card = String(toCard(fact, language));
  return raw(variant === 'compact' ? card.replace('class="xt-card"', 'class="xt-card xt-compact"') : card);
}
