/** What an entry takes beside its bytes and its name, roughly, its prepared headers included: an answer without rows is not for nothing. */
const OVERHEAD = 2048;

/** Things with bytes by name, bounded by the sum of what they take; the least recently used leaves first. */
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
    const size = sizeOf(name, entry);
    if (size > this.#maxBytes || this.#entries.has(name)) return;
    this.#entries.set(name, entry);
    this.#size += size;
    for (const [oldest, old] of this.#entries) {
      if (this.#size <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#size -= sizeOf(oldest, old);
    }
  }
}

function sizeOf(name: string, { bytes }: { bytes: Uint8Array }): number {
  return name.length + bytes.length + OVERHEAD;
}
