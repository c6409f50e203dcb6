import type { Fact, Language } from '../fact.ts';
import { type ElementFile, type Version, versionPath } from '../versions.ts';
import { languageTag, toCard } from './card.ts';

/** What code to paste is made with: the address, the version of the element, and the release that a pinned card stays at. */
export type Place = { origin: string; version: Version; release: { id: string } };

/** The code to paste: a complete figure, its style sheet, and the script that brings it up to date. */
export function toScriptSnippet(fact: Fact, language: Language, { origin, version }: Place): string {
  const address = (file: ElementFile) => `${origin}${versionPath(version.version, file)}`;
  const integrity = (file: ElementFile) => `integrity="${version.integrity[file]}" crossorigin="anonymous"`;
  return [
    `<link rel="stylesheet" href="${address('xizang-trade.css')}" ${integrity('xizang-trade.css')}>`,
    `<xizang-trade fact="${fact.fact}" lang="${languageTag(language)}">`,
    String(toCard(fact, language)),
    '</xizang-trade>',
    `<script type="module" src="${address('xizang-trade.js')}" ${integrity('xizang-trade.js')}></script>`,
  ].join('\n');
}
