import { html } from 'hono/html';
import type { Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import type { Description } from '../schema.ts';
import { strings } from './strings/strings.ts';

/** What stands in the head of one page. Paths begin with a slash; the address is that of the description. */
export type Head = {
  title: string;
  summary: string;
  description: Description;
  language: Language;
  /** The path of the same page in each language that it is written in. */
  paths: Partial<Record<Language, string>>;
  /** Elements of this page alone. */
  more?: unknown;
};

/** The head that all pages share: what they are, in which languages, where the feed is, and how they look. */
export function toHead({ title, summary, description, language, paths, more = '' }: Head) {
  const { origin, license } = description;
  return html`<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${summary}">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${origin}${paths[language] ?? ''}">
${Object.entries(paths).map(([of, path]) => html`<link rel="alternate" hreflang="${languageTag(of as Language)}" href="${origin}${path}">\n`)}<link rel="alternate" type="application/atom+xml" title="${description.title.en}" href="/feed.atom">
<link rel="alternate" type="application/feed+json" title="${description.title.en}" href="/feed.json">
<link rel="license" href="${license.url}">
<link rel="icon" type="image/svg+xml" href="/icon.svg">
<link rel="stylesheet" href="/xizang-trade.css">
<link rel="stylesheet" href="/page.css">
${more}</head>`;
}

/** The way to the same page in the other language. */
export function toLanguageSwitch(language: Language, paths: Record<Language, string>) {
  const other = language === 'en' ? 'zh' : 'en';
  return html`<p class="languages"><a href="${paths[other]}" lang="${languageTag(other)}">${strings[language].otherLanguage}</a></p>`;
}
