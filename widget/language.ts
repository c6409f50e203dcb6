import type { Language } from '../data/fact.ts';

/** The language to show a node in: its own `lang`, else that of the nearest ancestor. Chinese of any kind is zh, all else en. */
export function languageOf(node: Node): Language {
  return /^zh(-|$)/i.test(langAround(node)) ? 'zh' : 'en';
}

/** Walks by hand, because `closest('[lang]')` stops at a shadow root. An empty `lang` counts: it says that the language is unknown. */
function langAround(start: Node): string {
  for (let node: Node | null = start; node !== null; node = node.parentNode ?? hostOf(node)) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang !== null) return lang;
  }
  return document.documentElement.lang;
}

function hostOf(node: Node): Element | null {
  return node instanceof ShadowRoot ? node.host : null;
}
