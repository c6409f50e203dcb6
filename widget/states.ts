/** What style sheets can ask for: `xizang-trade:state(ready)`. One of the first four, and `revised` beside ready or stale. */
export type StateName = 'waiting' | 'ready' | 'stale' | 'failed' | 'revised';

/** The states of an element for style sheets; without effect where the browser has none. */
export class States {
  readonly #states: CustomStateSet | undefined;

  constructor(element: HTMLElement) {
    this.#states = typeof element.attachInternals === 'function' ? element.attachInternals().states : undefined;
  }

  /** These, and no others. */
  set(...names: readonly StateName[]): void {
    this.#states?.clear();
    for (const name of names) {
      try {
        this.#states?.add(name);
      } catch (error) {
        // Chromium before 125 takes only names that begin with two hyphens, and has no :state()
        if (!(error instanceof DOMException)) throw error;
      }
    }
  }
}
