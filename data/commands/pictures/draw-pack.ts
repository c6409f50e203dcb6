import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { digest } from '../../manifest.ts';
import { drawBadge } from '../../pictures/draw-badge.ts';
import { drawPicture } from '../../pictures/draw-picture.ts';
import { type Packed, toPack } from '../../pictures/pack.ts';
import { badgeNameOf, nameOf, type Picture, pictureLanguages, variants } from '../../pictures/picture.ts';
import type { Typesetter } from '../../pictures/typesetter.ts';

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
  const packed: Packed[] = [];
  const add = async (name: string, type: string, bytes: Uint8Array) =>
    packed.push({ name, type, sha256: await digest(bytes), bytes });
  for (const variant of variants) {
    const svg = drawPicture(picture, variant, typeset);
    await add(nameOf(variant, 'svg'), SVG_TYPE, new TextEncoder().encode(svg));
    await add(nameOf(variant, 'png'), PNG_TYPE, toPng(svg, variant.shape === 'card' ? 2 : 1));
  }
  for (const language of pictureLanguages) {
    await add(badgeNameOf(language), SVG_TYPE, new TextEncoder().encode(drawBadge(picture, language, typeset)));
  }
  return toPack(packed);
}

/** `zoom` is how many pixels one unit of the drawing has. */
function toPng(svg: string, zoom: number): Uint8Array {
  const drawing = new Resvg(svg, { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: zoom } });
  const image = drawing.render();
  const png = image.asPng();
  image.free();
  drawing.free();
  return png;
}
