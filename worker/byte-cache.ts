/** Things with bytes by name, bounded by the sum of their bytes; the least recently used leaves first. */
export class ByteCache<Entry extends { bytes: Uint8Array }> {
  #entries = new Map<string, Entry>();
  #size = 0;
  #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(name: string): Entry | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    // A Map keeps the order of insertion: what is read moves to the end
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry;
  }

  /** Keeps the entry, unless it alone is over the bound. */
  set(name: string, entry: Entry): void {
    if (entry.bytes.length > this.#maxBytes || this.#entries.has(name)) return;
    this.#entries.set(name, entry);
    this.#size += entry.bytes.length;
    for (const [oldest, { bytes }] of this.#entries) {
      if (this.#size <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#size -= bytes.length;
    }
  }
}
