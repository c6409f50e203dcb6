/** Runs in a page: where every part of every card is, in the page or in the element, and what comes after. Rounded to 1/8 pixel. */
export function boxes(): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  const round = (value: number) => Math.round(value * 8) / 8;
  const add = (name: string, element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    found[name] = [round(x), round(y + scrollY), round(width), round(height)];
  };
  document.querySelectorAll('body, h1, p.host').forEach((element, index) => {
    add(`host ${index}`, element);
  });
  document.querySelectorAll('xizang-trade').forEach((element, number) => {
    add(`element ${number}`, element);
    const root = element.shadowRoot;
    const shown = root === null || root.querySelector('slot') !== null ? element : root;
    shown.querySelectorAll('.xt-card, .xt-card *, .xt-inline, .xt-inline *').forEach((part) => {
      // The menu is for the script alone; what is folded has no place
      if (part.closest('.xt-menu, svg *, details > :not(summary)') !== null) return;
      const fact = part.closest('[data-fact]')?.getAttribute('data-fact');
      const name = `${number} ${fact} ${part.getAttribute('class') ?? `${part.parentElement?.className} ${part.localName}`}`;
      const same = Object.keys(found).filter((other) => other.startsWith(name)).length;
      add(`${name} ${same}`, part);
    });
  });
  return found;
}

/** Runs in Chromium: every layout shift since a moment of the page, with what moved, for a complaint that can be read. */
export function layoutShifts(since = 0): Promise<{ value: number; atMs: number; moved: string[] }[]> {
  type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
  return new Promise((resolve) => {
    const entries: Shift[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...(list.getEntries() as Shift[])));
    observer.observe({ type: 'layout-shift', buffered: true });
    // The entries that are there already come in a task of their own, that of the last frame after it
    setTimeout(() => {
      observer.disconnect();
      resolve(
        entries
          .filter(({ startTime }) => startTime >= since)
          .map(({ value, startTime, sources }) => ({
            value,
            atMs: startTime,
            moved: sources.map(({ node }) => node?.nodeName ?? 'gone'),
          })),
      );
    }, 150);
  });
}
