import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Blob, Buffer, Face, Font, shape, Variation } from 'harfbuzzjs';
import decompress from 'wawoff2/decompress.js';
import type { Language } from '../../fact.ts';
import type { Face as FaceName, Typesetter } from '../../pictures/typesetter.ts';

const WEIGHTS: Record<FaceName, number> = { serif: 450, 'serif-bold': 700, sans: 400, 'sans-bold': 700 };

/**
 * Sets text in Noto by HarfBuzz, compiled to WebAssembly, so that every machine gives the same outlines. The fonts come in many
 * files, each for some characters: all characters of `text` must be named before, so that only those few are read.
 */
export async function openTypesetter(text: string): Promise<Typesetter> {
  const fonts = new Map<string, Font[]>();
  for (const face of Object.keys(WEIGHTS) as FaceName[]) {
    const style = face.startsWith('serif') ? 'serif' : 'sans';
    const western = await openFonts(`noto-${style}`, text, WEIGHTS[face]);
    const chinese = await openFonts(`noto-${style}-sc`, text, WEIGHTS[face]);
    fonts.set(`${face} en`, [...western, ...chinese]);
    // In Chinese text quotation marks are as wide as a character, and digits are drawn to go with them
    fonts.set(`${face} zh`, [...chinese, ...western]);
  }
  const known = new Map<string, Shaped>();
  return (text, { face, size, language }) => {
    const key = `${face} ${language} ${text}`;
    const shaped = known.get(key) ?? shapeLine(text, language, fonts.get(`${face} ${language}`) ?? []);
    known.set(key, shaped);
    return { width: (shaped.width * size) / 1000, outlines: () => toPath(shaped) };
  };
}

/** No font has a character. */
export class UnknownCharacterError extends Error {
  constructor(character: string, text: string) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    super(`No font of the pictures has "${character}" (U+${code}), which stands in "${text}". Write it in other letters.`);
  }
}

type Shaped = { width: number; glyphs: { font: Font; glyph: number; x: number; y: number }[] };

function shapeLine(text: string, language: Language, fonts: readonly Font[]): Shaped {
  const glyphs: Shaped['glyphs'] = [];
  let x = 0;
  for (const { font, run } of toRuns(text, fonts)) {
    const buffer = new Buffer();
    buffer.addText(run);
    buffer.setLanguage(language === 'zh' ? 'zh-Hans' : 'en');
    buffer.guessSegmentProperties();
    shape(font, buffer);
    for (const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } of buffer.getGlyphInfosAndPositions()) {
      glyphs.push({ font, glyph: codepoint, x: Math.round(x + xOffset), y: Math.round(yOffset) });
      x += xAdvance;
    }
  }
  return { width: x, glyphs };
}

/** Stretches of text that one font has all characters of. */
function toRuns(text: string, fonts: readonly Font[]): { font: Font; run: string }[] {
  const runs: { font: Font; run: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const font = fonts.find((each) => each.glyph(codePoint) !== undefined);
    if (font === undefined) throw new UnknownCharacterError(character, text);
    const last = runs.at(-1);
    if (last?.font === font) last.run += character;
    else runs.push({ font, run: character });
  }
  return runs;
}

function toPath({ glyphs }: Shaped): string {
  return glyphs
    .flatMap(({ font, glyph, x, y }) =>
      outlineOf(font, glyph).map((contour) => `M${contour.x + x} ${contour.y + y}${contour.path}`),
    )
    .join('');
}

/** A contour from its first point, with whole numbers, each point from the one before: half the bytes of absolute ones. */
type Contour = { x: number; y: number; path: string };

const outlines = new WeakMap<Font, Map<number, Contour[]>>();

function outlineOf(font: Font, glyph: number): Contour[] {
  const known = outlines.get(font) ?? new Map<number, Contour[]>();
  outlines.set(font, known);
  const outline = known.get(glyph) ?? toContours(font, glyph);
  known.set(glyph, outline);
  return outline;
}

function toContours(font: Font, glyph: number): Contour[] {
  const contours: Contour[] = [];
  let [x, y] = [0, 0];
  for (const { type, values } of font.glyphToJson(glyph)) {
    const points = values.map(Math.round);
    const last = contours.at(-1);
    if (type === 'M') contours.push({ x: points[0] ?? 0, y: points[1] ?? 0, path: '' });
    else if (last !== undefined && type === 'Z') last.path += 'z';
    else if (last !== undefined) {
      const steps = points.map((value, index) => value - (index % 2 === 0 ? x : y));
      last.path += type.toLowerCase() + steps.join(' ').replaceAll(' -', '-');
    }
    if (type !== 'Z') [x, y] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  }
  return contours;
}

const resolve = createRequire(import.meta.url).resolve;

function folderOf(family: string): string {
  return dirname(resolve(`@fontsource-variable/${family}/package.json`));
}

/** One after the other, for the decompressor takes one at a time. */
async function openFonts(family: string, text: string, weight: number): Promise<Font[]> {
  const fonts: Font[] = [];
  for (const slice of slicesFor(family, text)) fonts.push(await openFont(family, slice, weight));
  return fonts;
}

async function openFont(family: string, slice: string, weight: number): Promise<Font> {
  const file = join(folderOf(family), 'files', `${family}-${slice}-wght-normal.woff2`);
  const bytes = new Uint8Array(await decompress(readFileSync(file)));
  const font = new Font(new Face(new Blob(bytes.buffer)));
  font.setVariations([new Variation('wght', weight)]);
  return font;
}

/** The slices of a family that have any character of a text, by the ranges in its `unicode.json`. */
function slicesFor(family: string, text: string): string[] {
  const slices: Record<string, string> = JSON.parse(readFileSync(join(folderOf(family), 'unicode.json'), 'utf8'));
  const needed = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  return Object.entries(slices)
    .filter(([, ranges]) => {
      const bounds = ranges.split(',').map((range) =>
        range
          .replace('U+', '')
          .split('-')
          .map((end) => Number.parseInt(end, 16)),
      );
      return needed.some((codePoint) => bounds.some(([from = 0, to = from]) => from <= codePoint && codePoint <= to));
    })
    .map(([name]) => name.replace(/[[\]]/g, ''));
}
