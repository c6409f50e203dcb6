import type { Fact, Language } from '../fact.ts';
import type { Release } from '../release.ts';
import type { Theme } from './colours.ts';

/** `share`: 1200 by 630 pixels, for what shows links. `card`: as wide as a card in a page, as high as its text. */
export type Shape = 'share' | 'card';
export const shapes = ['share', 'card'] as const satisfies readonly Shape[];
export const themes = ['light', 'dark'] as const satisfies readonly Theme[];
export const pictureLanguages = ['en', 'zh'] as const satisfies readonly Language[];

/** The pixels of the shape `share`, as Open Graph asks for. */
export const SHARE = { width: 1200, height: 630 };

/** One way of drawing a fact. */
export type Variant = { language: Language; theme: Theme; shape: Shape };

/** Everything that a picture says. */
export type Picture = {
  fact: Fact;
  /** The release since which the fact has shown this. */
  since: Release;
  /** Missing where the fact is shown still. */
  withdrawn?: { reason: Record<Language, string> };
  /** Where it is published: the title of the dataset, and the address without `https://`. */
  home: { title: Record<Language, string>; address: string };
};

export const variants: readonly Variant[] = pictureLanguages.flatMap((language) =>
  themes.flatMap((theme) => shapes.map((shape) => ({ language, theme, shape }))),
);

/** The name of a variant within the pack of its fact: `share.en.light.png`. */
export function nameOf({ shape, language, theme }: Variant, suffix: 'svg' | 'png'): string {
  return `${shape}.${language}.${theme}.${suffix}`;
}

/** The name of a badge within the pack of its fact. */
export function badgeNameOf(language: Language): string {
  return `badge.${language}.svg`;
}
