import type { ErrorDetail, LoadDetail } from '../../widget/events.ts';
import '../../widget/index.ts';
import type { XizangTrade } from '../../widget/index.ts';
import type { Mode } from './facts-server.ts';

/** Puts HTML into an empty page and hands out its first element. */
export function put(html: string): XizangTrade {
  document.body.innerHTML = html;
  const element = document.querySelector('xizang-trade');
  if (element === null) throw new Error(`There is no <xizang-trade> in ${html}.`);
  return element;
}

/** Tells the server how to behave from now on, and to count from nothing. */
export async function setMode(mode: Mode): Promise<void> {
  await fetch(`/test/mode?mode=${mode}`, { method: 'POST' });
}

/** The addresses at which facts were asked for since the mode was set. */
export async function requests(): Promise<string[]> {
  return (await fetch('/test/requests')).json();
}

/** The detail of the next load anywhere in the page. */
export function loaded(): Promise<LoadDetail> {
  return new Promise((resolve) => {
    document.addEventListener('xizang-trade-load', ({ detail }) => resolve(detail), { once: true });
  });
}

/** The detail of the next failure anywhere in the page. */
export function failed(): Promise<ErrorDetail> {
  return new Promise((resolve) => {
    document.addEventListener('xizang-trade-error', ({ detail }) => resolve(detail), { once: true });
  });
}

/** As many loads as there are elements. */
export function allLoaded(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    document.addEventListener('xizang-trade-load', () => --left === 0 && resolve());
  });
}

/** The ids of the cards that a reader sees in the place of what stood between the tags. */
export function shownFacts(element: XizangTrade): string[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.xt-card') ?? [])].map(({ dataset }) => dataset.fact ?? '');
}

/** Whether a reader sees what stands between the tags: it is in a slot, and has a height. */
export function showsLightContent(element: XizangTrade): boolean {
  const content = element.firstElementChild;
  return content?.assignedSlot !== null && (content?.getBoundingClientRect().height ?? 0) > 0;
}
