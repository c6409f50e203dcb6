import { type EmbedOptions, frameAddress } from '../embed-options.ts';
import type { Fact, Language } from '../fact.ts';
import { type ElementFile, type Version, versionPath } from '../versions.ts';
import { languageTag } from './card.ts';
import { escapeHtml } from './escape-html.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { FRAME } from './oembed.ts';
import { toVariantCard } from './variant-card.ts';

/** What code to paste is made with: the address, the version of the element, and the release that is current. */
export type Place = { origin: string; version: Version; release: { id: string } };

/** How the card is embedded; `pinned` stays at the release that is current now. */
export type SnippetOptions = EmbedOptions & { pinned: boolean };

/** The forms of the code to copy, in the order in which they are offered. */
export const forms = ['script', 'frame', 'link', 'picture', 'markdown'] as const;
export type Form = (typeof forms)[number];

/** The code to copy, in every form. Only the script can stand within a sentence. */
export function toSnippets(fact: Fact, options: SnippetOptions, place: Place): Record<Form, string> {
  return {
    script: toScriptSnippet(fact, options, place),
    frame: toFrameSnippet(fact, options, place),
    link: pageAddress(fact, options.language, place),
    picture: toPictureSnippet(fact, options, place),
    markdown: toMarkdownSnippet(fact, options, place),
  };
}

/**
 * A complete figure, its style sheet, and the script that brings it up to date: both are what they were when this was copied, or not run.
 * Within a sentence all of it is one line, the script first: white space round the element would stand before a comma, and WordPress
 * makes a break of every line.
 */
export function toScriptSnippet(fact: Fact, options: SnippetOptions, place: Place): string {
  const { style, element, script } = toScriptParts(fact, options, place);
  return options.variant === 'inline' ? `${style}${script}${element}` : [style, element, script].join('\n');
}

/** The parts of it: a page that has several cards takes the style and the script over once. */
export function toScriptParts(
  fact: Fact,
  options: SnippetOptions,
  { origin, version, release }: Place,
): { style: string; element: string; script: string } {
  const { language, theme, variant, pinned } = options;
  const address = (file: ElementFile) => `${origin}${versionPath(version.version, file)}`;
  const integrity = (file: ElementFile) => `integrity="${version.integrity[file]}" crossorigin="anonymous"`;
  const attributes = [
    `fact="${fact.fact}"`,
    `lang="${languageTag(language)}"`,
    ...(variant === 'card' ? [] : [`variant="${variant}"`]),
    ...(theme === 'auto' ? [] : [`theme="${theme}"`]),
    ...(pinned ? [`release="${release.id}"`] : []),
  ];
  const edge = variant === 'inline' ? '' : '\n';
  const card = toVariantCard(fact, options, { release: release.id, origin });
  return {
    style: `<link rel="stylesheet" href="${address('xizang-trade.css')}" ${integrity('xizang-trade.css')}>`,
    element: `<xizang-trade ${attributes.join(' ')}>${edge}${card}${edge}</xizang-trade>`,
    script: `<script type="module" src="${address('xizang-trade.js')}" ${integrity('xizang-trade.js')}></script>`,
  };
}

/** The lines by which a page of one's own lets frames be as high as their cards. They are needed once on a page. */
export const HOST_SCRIPT = `<script>
addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'xizang-trade-height') return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.height = data.height;
  }
});
</script>`;

function toFrameSnippet(fact: Fact, { language, theme, variant }: SnippetOptions, { origin }: Place): string {
  const address = frameAddress(origin, fact.fact, { language, theme, variant: variant === 'card' ? 'card' : 'compact' });
  const height = variant === 'card' ? FRAME.card : FRAME.compact;
  return `<iframe src="${escapeHtml(address)}" title="${escapeHtml(toTitle(fact, language))}" width="${FRAME.width}" height="${height}" style="border: 0; max-width: 100%" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

/** Half of its pixels: mail programs that heed only the attribute would burst their column, and screens are finer than that. */
const SHOWN_AT = 'width="600" height="315"';

function toPictureSnippet(fact: Fact, options: SnippetOptions, place: Place): string {
  const { sentence } = fact.text[options.language];
  return `<a href="${pageAddress(fact, options.language, place)}"><img src="${escapeHtml(pictureAddress(fact, options, place))}" alt="${escapeHtml(sentence)}" ${SHOWN_AT} style="max-width: 100%; height: auto" loading="lazy"></a>`;
}

function toMarkdownSnippet(fact: Fact, options: SnippetOptions, place: Place): string {
  const text = escapeMarkdown(fact.text[options.language].sentence);
  return `[![${text}](${pictureAddress(fact, options, place)})](${pageAddress(fact, options.language, place)})`;
}

function toTitle(fact: Fact, language: Language): string {
  const { title, period, value } = fact.text[language];
  return language === 'zh' ? `${period}${title}：${value}` : `${title}, ${period}: ${value}`;
}

function pageAddress({ fact }: Fact, language: Language, { origin }: Place): string {
  return `${origin}${language === 'zh' ? '/zh' : ''}/facts/${fact}`;
}

/** A picture cannot follow the page around it, so it is light unless it is told to be dark. */
function pictureAddress({ fact }: Fact, { language, theme, pinned }: SnippetOptions, { origin, release }: Place): string {
  const query = new URLSearchParams({
    ...(language === 'zh' ? { lang: 'zh' } : {}),
    ...(theme === 'dark' ? { theme } : {}),
    ...(pinned ? { release: release.id } : {}),
  });
  return `${origin}/facts/${fact}.png${query.size === 0 ? '' : `?${query}`}`;
}
