import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

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
    toChunk('IDAT', zlibSync(rows, { level: 9 })),
    toChunk('IEND', new Uint8Array()),
  ];
  return concatenate([SIGNATURE, ...chunks]);
}

/** The colours that there are, or where they are too many, the most frequent of those that are hardly different. */
function toPalette(pixels: Uint8Array): { palette: Uint8Array; indices: Uint8Array } {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).map(([word]) => word);
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
    const indexOf = new Map(frequent.map((word) => [word, places.get(word & mask) ?? 0]));
    return {
      palette: Uint8Array.from(chosen.flatMap((word) => [word & 0xff, (word >> 8) & 0xff, (word >> 16) & 0xff])),
      indices: Uint8Array.from(words, (word) => indexOf.get(word) ?? 0),
    };
  }
  throw new Error('A picture has more colours than a palette can hold.');
}

function toChunk(type: string, data: Uint8Array): Uint8Array {
  const body = concatenate([new TextEncoder().encode(type), data]);
  const [length, check] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, data.length);
  new DataView(check.buffer).setUint32(0, crc32(body));
  return concatenate([length, body, check]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
