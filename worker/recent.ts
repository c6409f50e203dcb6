/** The last few things that were asked for, by name. */
export class Recent<Value> {
  #values = new Map<string, Value>();
  #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  /** Keeps a value as the newest; the one that was kept longest ago leaves when there are too many. */
  set(name: string, value: Value): void {
    // A Map keeps the order of insertion
    this.#values.delete(name);
    this.#values.set(name, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
  }
}
