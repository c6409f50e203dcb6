import type { Language } from '../data/fact.ts';
import { strings } from './strings/index.ts';

/** The language of a node, `zh` for Chinese of any kind: its own `lang`, else that of the nearest ancestor; empty if it has none. */
export function languageOf(node: Node): string {
  return /^[a-z]{2,3}(?=-|$)/i.exec(langOf(node))?.[0].toLowerCase() ?? '';
}

/** The published language for what is in any other: English. */
export function toPublished(language: string): Language {
  return Object.hasOwn(strings, language) ? (language as Language) : 'en';
}

/** Walks by hand, because `closest('[lang]')` stops at a shadow root. An empty `lang` counts: it says that the language is unknown. */
export function langOf(start: Node): string {
  for (let node: Node | null = start; node !== null; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang !== null) return lang;
  }
  return document.documentElement.lang;
}
