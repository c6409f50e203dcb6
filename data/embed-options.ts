import * as z from 'zod';
import type { Language } from './fact.ts';

/** How a card looks where it is embedded: in which colours, and how much of it. */
export const Theme = z.enum(['auto', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;
export const Variant = z.enum(['card', 'compact', 'inline']);
export type Variant = z.infer<typeof Variant>;

export type EmbedOptions = { language: Language; theme: Theme; variant: Variant };

/** What a frame can show: a sentence around it would stay outside. */
export const FrameVariant = Variant.exclude(['inline']);

/** The parameters of a frame; each has a default. */
export const frameParameters = {
  lang: z.enum(['en', 'zh']).meta({ description: 'The language of the card: en unless told.' }),
  theme: Theme.meta({ description: 'Light or dark, or as the page around it: auto unless told.' }),
  variant: FrameVariant.meta({ description: 'The whole card, or what fits a narrow place.' }),
};
export type FrameQuery = { lang?: Language; theme?: Theme; variant?: z.infer<typeof FrameVariant> };

/** The parameters of the gallery, with a fact or without: what the code to copy is made for. */
export const galleryParameters = {
  fact: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the id of a fact, such as total-2025; /facts.json lists them'),
  variant: Variant,
  theme: Theme,
  lang: z.enum(['en', 'zh']),
  release: z.enum(['live', 'pinned']),
};
export type GalleryQuery = { fact?: string; variant?: Variant; theme?: Theme; lang?: Language; release?: 'live' | 'pinned' };

/** The options that the parameters of a frame ask for. */
export function toFrameOptions({ lang = 'en', theme = 'auto', variant = 'card' }: FrameQuery): EmbedOptions {
  return { language: lang, theme, variant };
}

/** The address of a frame. What is so without being said is not said. */
export function frameAddress(origin: string, fact: string, { language, theme, variant }: EmbedOptions): string {
  const query = new URLSearchParams({
    lang: language,
    ...(theme === 'auto' ? {} : { theme }),
    ...(variant === 'compact' ? { variant } : {}),
  });
  return `${origin}/facts/${fact}/frame?${query}`;
}
