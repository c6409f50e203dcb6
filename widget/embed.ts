import { toCard } from '../data/card/card.ts';
import { wordsOf } from '../data/card/words.ts';
import type { Fact, Language } from '../data/fact.ts';
import { type Edition, SCRIPT_ORIGIN } from './edition.ts';
import { toElement } from './node.ts';

/** The version of package.json, written in by Vite. */
declare const XIZANG_TRADE_VERSION: string;

/**
 * The code to paste into a page: a complete figure, its style sheet and the script, as the publication prints it. A script cannot
 * know its own digest, so that `integrity` is left out; the gallery at /embed prints it.
 */
export function toEmbedCode(fact: Fact, language: Language, release: string, { origin, asOf }: Edition, pinned: boolean): string {
  const { languageTag } = wordsOf(language);
  const folder = `${SCRIPT_ORIGIN}/v${XIZANG_TRADE_VERSION}`;
  const pin = pinned ? (asOf ? ` as-of="${asOf}"` : ` release="${release}"`) : '';
  const src = origin === SCRIPT_ORIGIN ? '' : ` src="${origin}"`;
  // The tags are text: an element for the script would be refused by Trusted Types as soon as it got its address
  return [
    `<link rel="stylesheet" href="${folder}/xizang-trade.css">`,
    `<xizang-trade fact="${fact.fact}" lang="${languageTag}"${pin}${src}>`,
    toElement(toCard(fact, language, { release, origin })).outerHTML,
    '</xizang-trade>',
    `<script type="module" src="${folder}/xizang-trade.js" crossorigin="anonymous"></script>`,
  ].join('\n');
}
