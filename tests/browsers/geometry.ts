import type { Page } from 'playwright';

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

/** Runs in a page: the moment from which on only what comes later can shift, two frames after all that was done before. */
export function stillSince(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
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

/** The boxes of a page in windows of several widths, one after another: it keeps the last. */
export async function boxesAt(page: Page, widths: readonly number[]): Promise<Record<string, number[]>[]> {
  const found = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const seen = await page.evaluate(boxes);
    if (Object.keys(seen).length < 5) throw new Error(`There is hardly anything in the page: ${Object.keys(seen)}.`);
    found.push(seen);
  }
  return found;
}

/** How many pixels a page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
