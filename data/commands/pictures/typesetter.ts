import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Blob, Buffer, Face, Font, shape, Variation } from 'harfbuzzjs';
import decompress from 'wawoff2/decompress.js';
import type { Language } from '../../fact.ts';
import type { Face as FaceName, SetLine, Typesetter } from '../../pictures/typesetter.ts';

const WEIGHTS: Record<FaceName, number> = { serif: 450, 'serif-bold': 700, sans: 400, 'sans-bold': 700 };

/**
 * Sets text in Noto by HarfBuzz, compiled to WebAssembly, so that every machine gives the same outlines. The Chinese fonts come
 * in a hundred files, each for some characters: all characters of `text` must be named before, so that only those few are read.
 */
export async function openTypesetter(text: string): Promise<Typesetter> {
  const fonts = new Map<string, Font[]>();
  for (const face of Object.keys(WEIGHTS) as FaceName[]) {
    const style = face.startsWith('serif') ? 'serif' : 'sans';
    const latin = await openFont(`noto-${style}`, 'latin', WEIGHTS[face]);
    const chinese = [];
    for (const slice of slicesFor(`noto-${style}-sc`, text))
      chinese.push(await openFont(`noto-${style}-sc`, slice, WEIGHTS[face]));
    fonts.set(`${face} en`, [latin, ...chinese]);
    // In Chinese text quotation marks are as wide as a character, and digits are drawn to go with them
    fonts.set(`${face} zh`, [...chinese, latin]);
  }
  const known = new Map<string, SetLine>();
  return (text, { face, size, language }) => {
    const key = `${face} ${language} ${text}`;
    const line = known.get(key) ?? setLine(text, language, fonts.get(`${face} ${language}`) ?? []);
    known.set(key, line);
    return { width: (line.width * size) / 1000, outlines: line.outlines };
  };
}

function setLine(text: string, language: Language, fonts: readonly Font[]): SetLine {
  const outlines: string[] = [];
  let x = 0;
  for (const { font, run } of toRuns(text, fonts)) {
    const buffer = new Buffer();
    buffer.addText(run);
    buffer.setLanguage(language === 'zh' ? 'zh-Hans' : 'en');
    buffer.guessSegmentProperties();
    shape(font, buffer);
    for (const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } of buffer.getGlyphInfosAndPositions()) {
      outlines.push(toOutline(font, codepoint, Math.round(x + xOffset), Math.round(yOffset)));
      x += xAdvance;
    }
  }
  return { width: x, outlines: outlines.join('') };
}

/** Stretches of text that one font has all characters of. */
function toRuns(text: string, fonts: readonly Font[]): { font: Font; run: string }[] {
  const runs: { font: Font; run: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const font = fonts.find((each) => each.glyph(codePoint) !== undefined);
    if (font === undefined)
      throw new Error(`No font has "${character}" (U+${codePoint.toString(16)}), which stands in "${text}".`);
    const last = runs.at(-1);
    if (last?.font === font) last.run += character;
    else runs.push({ font, run: character });
  }
  return runs;
}

/** The outline of a glyph with whole numbers, each point from the one before: a third of the bytes, and no rounding by a machine. */
function toOutline(font: Font, glyph: number, atX: number, atY: number): string {
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  let path = '';
  for (const { type, values } of font.glyphToJson(glyph)) {
    const points = values.map((value, index) => Math.round(value) + (index % 2 === 0 ? atX : atY));
    if (type === 'Z') {
      path += 'z';
      [x, y] = [startX, startY];
      continue;
    }
    if (type === 'M') {
      path += `M${points.join(' ')}`;
      [startX, startY] = [points[0] ?? 0, points[1] ?? 0];
    } else
      path +=
        type.toLowerCase() +
        points
          .map((value, index) => value - (index % 2 === 0 ? x : y))
          .join(' ')
          .replaceAll(' -', '-');
    [x, y] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  }
  return path;
}

const resolve = createRequire(import.meta.url).resolve;

function folderOf(family: string): string {
  return dirname(resolve(`@fontsource-variable/${family}/package.json`));
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
