import { html, raw } from 'hono/html';
import type { EmbedOptions } from '../embed-options.ts';
import type { Fact } from '../fact.ts';
import { languageTag, toCard } from './card.ts';

/** A fact as HTML in the variant that was chosen: a figure, or with `inline` a part of a sentence. */
export function toVariantCard(
  fact: Fact,
  { language, variant }: EmbedOptions,
  { origin = '' }: { release?: string; origin?: string } = {},
) {
  if (variant === 'inline') {
    const page = `${origin}${language === 'zh' ? '/zh' : ''}/facts/${fact.fact}`;
    return html`<span class="xt-inline" data-fact="${fact.fact}" data-status="${fact.status}" lang="${languageTag(language)}"><a href="${page}"><data value="${String(fact.value)}">${fact.text[language].value}</data></a></span>`;
  }
  const card = String(toCard(fact, language));
  return raw(variant === 'compact' ? card.replace('class="xt-card"', 'class="xt-card xt-compact"') : card);
}
