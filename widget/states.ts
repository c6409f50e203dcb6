/** What style sheets can ask for: `xizang-trade:state(ready)`. One of the first four, and `revised` beside ready or stale. */
export type StateName = 'waiting' | 'ready' | 'stale' | 'failed' | 'revised';

/** The states of an element for style sheets; none where the browser has no `:state()` (Chromium before 125). */
export function statesOf(element: HTMLElement): CustomStateSet | undefined {
  return CSS.supports('selector(:state(ready))') ? element.attachInternals().states : undefined;
}

/** These states, and no others. */
export function setStates(states: CustomStateSet | undefined, ...names: readonly StateName[]): void {
  states?.clear();
  for (const name of names) states?.add(name);
}
