/** One picture in a pack; digest and bytes travel together. */
export type Packed = { name: string; type: string; sha256: string; bytes: Uint8Array };

type Entry = Omit<Packed, 'bytes'> & { size: number };

/** Nobody asks for a pack by its address. */
export const PACK_TYPE = 'application/octet-stream';

/**
 * All pictures of a fact in one value: a line of JSON with names, types, digests and sizes, then the bytes in that order. One
 * value for each fact, not one for each picture, keeps the manifest short and the writes to KV few.
 */
export function toPack(pictures: readonly Packed[]): Uint8Array {
  const entries = pictures.map(({ bytes, ...entry }): Entry => ({ ...entry, size: bytes.length }));
  const head = new TextEncoder().encode(`${JSON.stringify(entries)}\n`);
  const pack = new Uint8Array(head.length + pictures.reduce((sum, { bytes }) => sum + bytes.length, 0));
  pack.set(head);
  let at = head.length;
  for (const { bytes } of pictures) {
    pack.set(bytes, at);
    at += bytes.length;
  }
  return pack;
}

/** One picture of a pack, without a copy of its bytes; `undefined` where the pack has none of this name. */
export function unpack(pack: Uint8Array, name: string): Packed | undefined {
  let at = pack.indexOf(10) + 1;
  const entries: Entry[] = JSON.parse(new TextDecoder().decode(pack.subarray(0, at)));
  for (const { size, ...entry } of entries) {
    if (entry.name === name) return { ...entry, bytes: pack.subarray(at, at + size) };
    at += size;
  }
  return undefined;
}
