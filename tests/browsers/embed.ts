import { toInline } from '../../data/card/card.ts';
import type { Fact, Language } from '../../data/fact.ts';
import { languageTag, toCard, toHtml } from '../../data/formats/card.ts';
import { readFacts } from './publication.ts';

export type Variant = 'card' | 'compact' | 'inline';
export type EmbedOptions = { language?: Language; variant?: Variant; attributes?: string };

const STYLE = '/xizang-trade.css';
const SCRIPT = '/xizang-trade.js';

/** The line that a page takes over with the first card: the look of the figures. */
export function toStyle(origin: string): string {
  return `<link rel="stylesheet" href="${origin}${STYLE}">`;
}

/** The line that a page takes over with the last card. */
export function toScript(origin: string): string {
  return `<script type="module" src="${origin}${SCRIPT}" crossorigin="anonymous"></script>`;
}

/** What people paste: style, figures between the tags, script. */
export function toEmbed(origin: string, facts: readonly string[], options: EmbedOptions = {}): string {
  return `${toStyle(origin)}\n${toElement(origin, facts, options)}\n${toScript(origin)}`;
}

/** The element with the complete figures of these facts between its tags. */
export function toElement(
  origin: string,
  ids: readonly string[],
  { language = 'en', variant = 'card', attributes = '' }: EmbedOptions = {},
): string {
  const { facts, release } = readFacts();
  const found = ids.map((id) => facts.find(({ fact }) => fact === id) ?? fail(id));
  const figures = found.map((fact) => toFigure(fact, language, variant, { release, origin })).join('\n');
  const content = variant === 'inline' || ids.length === 1 ? figures : `<div class="xt-cards">\n${figures}\n</div>`;
  const name = ids.length === 1 ? 'fact' : 'facts';
  const given = variant === 'card' ? attributes : `variant="${variant}" ${attributes}`;
  return `<xizang-trade ${name}="${ids.join(' ')}" lang="${languageTag(language)}" ${given.trim()}>${content}</xizang-trade>`;
}

function toFigure(fact: Fact, language: Language, variant: Variant, context: { release: string; origin: string }): string {
  if (variant === 'inline') return String(toHtml(toInline(fact, language, context)));
  const figure = String(toCard(fact, language, context));
  return variant === 'compact' ? figure.replace('class="xt-card"', 'class="xt-card xt-compact"') : figure;
}

function fail(id: string): never {
  throw new Error(`There is no fact "${id}" among those that were built.`);
}
