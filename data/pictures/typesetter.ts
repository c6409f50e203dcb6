import type { Language } from '../fact.ts';

/** The faces that pictures are set in: those of the card, from one family of fonts for all scripts. */
export type Face = 'serif' | 'serif-bold' | 'sans' | 'sans-bold';

/** A line of text that was measured: its width in pixels, and its outlines when they are asked for. */
export type SetLine = {
  width: number;
  /** SVG path data in thousandths of the size, upwards, from a point on the baseline. */
  outlines(): string;
};

/**
 * Shapes text and measures it. Pictures hold outlines, because nobody can know which fonts a reader has. It throws on a
 * character that no font has: a box in its place would be a wrong picture.
 */
export type Typesetter = (text: string, style: { face: Face; size: number; language: Language }) => SetLine;
