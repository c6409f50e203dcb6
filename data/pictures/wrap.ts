import type { Language } from '../fact.ts';
import type { Face, Typesetter } from './typesetter.ts';

/** How a paragraph is set. */
export type Style = { face: Face; size: number; language: Language };

/** May not stand at the beginning of a line, and at its end (https://www.w3.org/TR/clreq/, section 3.1.6). */
const NEVER_FIRST = /^[，。、；：？！）》”’％%·]/;
const NEVER_LAST = /[（《“‘]$/;

/**
 * Breaks text into lines that are no wider than `width`, as even as they can be in the fewest lines, so that no single word is
 * left for the last. `undefined` where a word alone is wider.
 */
export function wrap(text: string, style: Style, width: number, typeset: Typesetter): string[] | undefined {
  const words = toWords(text);
  const measure = (line: string) => typeset(line, style).width;
  const lines = fill(words, width, measure);
  if (lines === undefined || lines.length === 1) return lines;
  // The narrowest width that still gives as few lines, within a few pixels
  let [narrow, wide] = [0, width];
  let balanced = lines;
  while (wide - narrow > style.size / 4) {
    const middle = (narrow + wide) / 2;
    const tried = fill(words, middle, measure);
    if (tried !== undefined && tried.length === lines.length) [wide, balanced] = [middle, tried];
    else narrow = middle;
  }
  return balanced;
}

function fill(words: readonly string[], width: number, measure: (line: string) => number): string[] | undefined {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line + word;
    if (line !== '' && measure(longer.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = word;
    } else line = longer;
    if (measure(line.trimEnd()) > width) return undefined;
  }
  return [...lines, line.trimEnd()];
}

/** What may not be broken, with the space behind it: words, and single Han characters with the marks that belong to them. */
function toWords(text: string): string[] {
  const pieces = text.match(/\p{Script=Han}|[^\p{Script=Han}\s]+\s*|\s+/gu) ?? [];
  const words: string[] = [];
  for (const piece of pieces) {
    const last = words.at(-1);
    if (last !== undefined && (NEVER_FIRST.test(piece) || NEVER_LAST.test(last) || isFigure(last, piece)))
      words[words.length - 1] = last + piece;
    else words.push(...splitMarks(piece));
  }
  return words;
}

/** A number and the Han character that is its unit stay together: 84.79 亿. */
function isFigure(last: string, piece: string): boolean {
  return /[\d.]$/.test(last) && /^\p{Script=Han}/u.test(piece);
}

/** `》，2026` may be broken behind the marks. */
function splitMarks(piece: string): string[] {
  return piece.match(/^[，。、；：？！）》”’]+(?=.)|.+/gsu) ?? [piece];
}
