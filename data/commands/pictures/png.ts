import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';
import { concatenate } from '../../concatenate.ts';

/** PNG (third edition), section 5.2. */
const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const MOST_COLOURS = 256;

/**
 * Pixels of four bytes, all of them opaque, as a PNG with a palette: text in three colours on paper has few others, and the file is
 * half as large. Compressed by fflate, because Node's zlib gives other bytes in other versions of Node.
 */
export function toPng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const { palette, indices } = toPalette(pixels);
  // Each row begins with the type of its filter: none, which suits a palette best (section 12.7)
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row += 1) rows.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  // Eight bits for a pixel, of a palette; one way only to compress, to filter and to interlace
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [
    toChunk('IHDR', header),
    toChunk('PLTE', palette),
    toChunk('IDAT', zlibSync(rows, { level: 6 })),
    toChunk('IEND', new Uint8Array()),
  ];
  return concatenate([SIGNATURE, ...chunks]);
}

/** The colours that there are, or where they are too many, the most frequent of those that are hardly different. */
function toPalette(pixels: Uint8Array): { palette: Uint8Array; indices: Uint8Array } {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const frequent = byFrequency(words);
  for (let bits = 0; bits < 8; bits += 1) {
    const mask = 0x010101 * ((0xff << bits) & 0xff);
    const places = new Map<number, number>();
    const chosen: number[] = [];
    for (const word of frequent) {
      if (places.has(word & mask)) continue;
      places.set(word & mask, chosen.length);
      chosen.push(word);
    }
    if (chosen.length > MOST_COLOURS) continue;
    return {
      palette: Uint8Array.from(chosen.flatMap((word) => [word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff])),
      indices: toIndices(words, (word) => places.get(word & mask) ?? 0),
    };
  }
  throw new Error('A picture has more colours than a palette can hold.');
}

/** Most of a picture is paper: a pixel is mostly what the one before it is, and then nothing is looked up. */
function byFrequency(words: Uint32Array): number[] {
  const counts = new Map<number, number>();
  let [last, run] = [words[0] ?? 0, 0];
  for (let at = 0; at <= words.length; at += 1) {
    const word = words[at];
    if (word === last) {
      run += 1;
      continue;
    }
    counts.set(last, (counts.get(last) ?? 0) + run);
    [last, run] = [word ?? 0, 1];
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).map(([word]) => word);
}

function toIndices(words: Uint32Array, placeOf: (word: number) => number): Uint8Array {
  const indices = new Uint8Array(words.length);
  let [last, place] = [-1, 0];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as number;
    if (word !== last) [last, place] = [word, placeOf(word)];
    indices[at] = place;
  }
  return indices;
}

function toChunk(type: string, data: Uint8Array): Uint8Array {
  const body = concatenate([new TextEncoder().encode(type), data]);
  const [length, check] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, data.length);
  new DataView(check.buffer).setUint32(0, crc32(body));
  return concatenate([length, body, check]);
}
