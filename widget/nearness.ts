const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/**
 * Starts when the first of all elements that wait comes near what the reader sees; then all of them start, so that they make one
 * request. At once where nobody can tell.
 */
export function whenNear(element: Element, start: () => void): void {
  if (!window.IntersectionObserver) {
    start();
    return;
  }
  observer ??= new IntersectionObserver(startAll, { rootMargin: '300px' });
  waiting.set(element, start);
  observer.observe(element);
}

/** An element that is gone, or wants something else, waits no longer. */
export function stopWaiting(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}

function startAll(entries: readonly IntersectionObserverEntry[]): void {
  if (entries.every(({ isIntersecting }) => !isIntersecting)) return;
  const starts = [...waiting.values()];
  waiting.clear();
  observer?.disconnect();
  for (const start of starts) start();
}
