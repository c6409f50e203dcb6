/** Byte arrays by name, bounded by their total size; the least recently used leaves first. */
export class ByteCache {
  #entries = new Map<string, Uint8Array>();
  #size = 0;
  #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(name: string): Uint8Array | undefined {
    const bytes = this.#entries.get(name);
    if (bytes === undefined) return undefined;
    // A Map keeps the order of insertion: what is read moves to the end
    this.#entries.delete(name);
    this.#entries.set(name, bytes);
    return bytes;
  }

  /** Keeps the bytes, unless they alone are over the bound. */
  set(name: string, bytes: Uint8Array): void {
    if (bytes.length > this.#maxBytes || this.#entries.has(name)) return;
    this.#entries.set(name, bytes);
    this.#size += bytes.length;
    for (const [oldest, { length }] of this.#entries) {
      if (this.#size <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#size -= length;
    }
  }
}
