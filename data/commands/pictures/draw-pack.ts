import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { drawBadge } from '../../pictures/draw-badge.ts';
import { drawPicture } from '../../pictures/draw-picture.ts';
import { type Packed, toPack } from '../../pictures/pack.ts';
import { badgeNameOf, nameOf, type Picture, pictureLanguages, variants } from '../../pictures/picture.ts';
import type { Typesetter } from '../../pictures/typesetter.ts';
import { toPng } from './png.ts';

const SVG_TYPE = 'image/svg+xml';
const PNG_TYPE = 'image/png';

/**
 * Makes resvg ready. It is WebAssembly, and what it is given has outlines instead of text: no font, no processor and no library of
 * the machine can change a pixel.
 */
export async function openRenderer(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(readFileSync(file));
}

/** All variants of a picture in one pack. */
export async function drawPack(picture: Picture, typeset: Typesetter): Promise<Uint8Array> {
  const pictures: Omit<Packed, 'sha256'>[] = [];
  for (const variant of variants) {
    const svg = drawPicture(picture, variant, typeset);
    pictures.push({ name: nameOf(variant, 'svg'), type: SVG_TYPE, bytes: new TextEncoder().encode(svg) });
    pictures.push({ name: nameOf(variant, 'png'), type: PNG_TYPE, bytes: render(svg, variant.shape === 'card' ? 2 : 1) });
  }
  for (const language of pictureLanguages) {
    const badge = drawBadge(picture, language, typeset);
    pictures.push({ name: badgeNameOf(language), type: SVG_TYPE, bytes: new TextEncoder().encode(badge) });
  }
  return toPack(pictures);
}

/** `zoom` is how many pixels one unit of the drawing has. */
function render(svg: string, zoom: number): Uint8Array {
  const drawing = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: zoom } });
  const image = drawing.render();
  const png = toPng(image.pixels, image.width, image.height);
  image.free();
  drawing.free();
  return png;
}
