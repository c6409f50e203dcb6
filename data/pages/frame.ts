import { html } from 'hono/html';
import type { EmbedOptions } from '../embed-options.ts';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import { toVariantCard } from '../formats/variant-card.ts';
import type { HistoryRow } from '../history.ts';
import type { QueryError } from '../parse-query.ts';
import type { Release } from '../release.ts';
import { embedStrings } from './strings/embed.ts';
import { releaseStrings } from './strings/releases.ts';

/** What all frames are made with: the address, and how they look. */
export type Framed = { origin: string; options: EmbedOptions };

/** A card as a page of its own, to be framed: complete without script, which only tells the page around how high it is. */
export function toFramePage(fact: Fact, release: Pick<Release, 'id'>, { origin, options }: Framed): string {
  const text = fact.text[options.language];
  return toPage({
    origin,
    options,
    title: text.sentence,
    fact: fact.fact,
    content: toVariantCard(fact, options, { release: release.id, origin }),
  });
}

/** What a frame shows of a fact that was withdrawn: when, why, and which one to take instead. */
export function toWithdrawnFrame(last: HistoryRow, { origin, options }: Framed): string {
  const { language } = options;
  const { withdrawn, gap } = releaseStrings[language];
  const { title, period } = last.text[language];
  const content = toNotice(
    withdrawn.title,
    html`<p>${withdrawn.text(title, period)}</p>
<p>${withdrawn.since(last.release, last.released.slice(0, 10))}${gap}${language === 'zh' ? last.reason_zh : last.reason}</p>
${last.replacement === null ? '' : html`<p>${withdrawn.replacement}${gap}<a href="${pageAddress(origin, last.replacement, language)}">${last.replacement}</a></p>\n`}`,
  );
  return toPage({ origin, options, title: withdrawn.title, fact: last.fact, content });
}

/** What a frame shows of a fact that there never was. */
export function toMissingFrame({ origin, options }: Framed): string {
  const { title, text } = embedStrings[options.language].frame.missing;
  return toPage({ origin, options, title, content: toNotice(title, html`<p>${text}</p>\n`) });
}

/** What a frame shows whose address was not understood. Whoever pastes it sees it at once. */
export function toBadFrame(errors: readonly QueryError[], { origin, options }: Framed): string {
  const { badQuery } = embedStrings[options.language].frame;
  const list = html`<ul lang="en">
${errors.map(({ detail, allowed = [] }) => html`<li>${detail}${allowed.length === 0 ? '' : ` Allowed: ${allowed.join(', ')}.`}</li>\n`)}</ul>
`;
  return toPage({ origin, options, title: badQuery, content: toNotice(badQuery, list) });
}

type Page = Framed & { title: string; fact?: string; content: unknown };

/** Links open outside the frame. Where a sandbox forbids that, the address below can still be read. */
function toPage({ origin, options, title, fact, content }: Page): string {
  const { language, theme } = options;
  const address = fact === undefined ? `${origin}/` : pageAddress(origin, fact, language);
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme === 'auto' ? 'light dark' : theme}">
<meta name="robots" content="noindex">
<base target="_blank">
<link rel="icon" type="image/svg+xml" href="/icon.svg">
<link rel="canonical" href="${address}">
<link rel="stylesheet" href="/xizang-trade.css">
<link rel="stylesheet" href="/frame.css">
<script defer src="/frame.js"></script>
</head>
<body>
<main>
${content}
</main>
<footer>${embedStrings[language].frame.more} <a href="${address}">${address.replace(/^https?:\/\//, '')}</a></footer>
</body>
</html>
`);
}

function toNotice(title: string, content: unknown) {
  return html`<section class="xt-card">
<h1 class="xt-title">${title}</h1>
${content}</section>`;
}

function pageAddress(origin: string, fact: string, language: Language): string {
  return `${origin}${language === 'zh' ? '/zh' : ''}/facts/${fact}`;
}
