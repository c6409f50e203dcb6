import { gzipSync } from 'fflate';
import { concatenate } from '../concatenate.ts';
import { digest } from '../manifest.ts';

/** One picture; digest and bytes travel together. */
export type Packed = { name: string; type: string; sha256: string; bytes: Uint8Array };

/** How a picture lies in the pack: outlines are text, and packed take a third. */
type Entry = Omit<Packed, 'bytes'> & { size: number; coding: 'gzip' | null };

/** Nobody asks for a pack by its address. */
export const PACK_TYPE = 'application/octet-stream';

/**
 * All pictures of a fact in one value: a line of JSON with names, types, digests and sizes, then the bytes in that order. One
 * value for each fact, not one for each picture, keeps the manifest short and the writes to KV few. Same pictures, same bytes.
 */
export async function toPack(pictures: readonly Omit<Packed, 'sha256'>[]): Promise<Uint8Array> {
  const entries: Entry[] = [];
  const parts: Uint8Array[] = [];
  for (const { name, type, bytes } of pictures) {
    const coding = type === 'image/png' ? null : 'gzip';
    // Without a time in it (RFC 1952, 2.3.1). A date would be written in the time zone of the machine
    const part = coding === null ? bytes : gzipSync(bytes, { level: 9, mtime: 0 });
    entries.push({ name, type, sha256: await digest(bytes), size: part.length, coding });
    parts.push(part);
  }
  const head = new TextEncoder().encode(`${JSON.stringify(entries)}\n`);
  return concatenate([head, ...parts]);
}

/** One picture of a pack, unpacked; `undefined` where the pack has none of this name. */
export async function unpack(pack: Uint8Array, name: string): Promise<Packed | undefined> {
  let at = pack.indexOf(10) + 1;
  const entries: Entry[] = JSON.parse(new TextDecoder().decode(pack.subarray(0, at)));
  for (const { size, coding, ...entry } of entries) {
    const part = pack.subarray(at, at + size);
    if (entry.name === name) return { ...entry, bytes: coding === null ? part : await gunzip(part) };
    at += size;
  }
  return undefined;
}

/** By the platform, so that the Worker needs no library for it. */
async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
