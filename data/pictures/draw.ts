import { html, raw } from 'hono/html';
import type { Typesetter } from './typesetter.ts';
import { type Style, wrap } from './wrap.ts';

/** SVG, escaped. */
export type Drawn = ReturnType<typeof html> | ReturnType<typeof raw>;

/** A line of text as outlines, from a point on its baseline; `end` aligns its end with the point. */
export function drawLine(
  text: string,
  style: Style,
  typeset: Typesetter,
  { x, y, fill, end = false }: { x: number; y: number; fill: string; end?: boolean },
): string {
  const { width, outlines } = typeset(text, style);
  const scale = round(style.size / 1000, 5);
  return `<path fill="${fill}" transform="translate(${round(end ? x - width : x)} ${round(y)}) scale(${scale} ${-scale})" d="${outlines()}"/>`;
}

/** Paragraphs below each other; each stands `before` below the one above it. */
export type Paragraph = {
  text: string;
  style: Style;
  fill: string;
  leading: number;
  before?: number;
  /** A bar at its side, and how far the text stands in for it. */
  bar?: { fill: string; width: number; indent: number };
  struck?: boolean;
};

/** The paragraphs as SVG, with the height that they take; `undefined` where a word is wider than the column. Empty ones take none. */
export function drawColumn(
  paragraphs: readonly Paragraph[],
  { x, y, width }: { x: number; y: number; width: number },
  typeset: Typesetter,
): { svg: string; height: number } | undefined {
  let top = y;
  const parts: string[] = [];
  for (const { text, style, fill, leading, before = 0, bar, struck = false } of paragraphs) {
    if (text === '') continue;
    const indent = bar?.indent ?? 0;
    const lines = wrap(text, style, width - indent, typeset);
    if (lines === undefined) return undefined;
    top += before;
    const height = leading * lines.length;
    if (bar !== undefined)
      parts.push(`<rect x="${round(x)}" y="${round(top)}" width="${bar.width}" height="${round(height)}" fill="${bar.fill}"/>`);
    lines.forEach((line, index) => {
      // The baseline stands so that capitals are in the middle of the line
      const baseline = top + leading * index + leading / 2 + style.size * 0.36;
      parts.push(drawLine(line, style, typeset, { x: x + indent, y: baseline, fill }));
      if (struck) {
        const { width: length } = typeset(line, style);
        parts.push(
          `<rect x="${round(x)}" y="${round(baseline - style.size * 0.33)}" width="${round(length)}" height="${round(style.size / 20)}" fill="${fill}"/>`,
        );
      }
    });
    top += height;
  }
  return { svg: parts.join('\n'), height: top - y };
}

/** A whole picture, complete by itself: outlines and no fonts, its title and description for those who do not see it. */
export function toSvg(
  {
    width,
    height,
    title,
    description,
    language,
  }: { width: number; height: number; title: string; description: string; language: string },
  content: string,
): string {
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return `${html`<svg xmlns="http://www.w3.org/2000/svg" ${raw(size)} role="img" aria-labelledby="title description" xml:lang="${language}" lang="${language}">
<title id="title">${title}</title>
<desc id="description">${description}</desc>
${raw(content)}
</svg>`}\n`;
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
