import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import { toAlternative } from '../pictures/alternative.ts';
import { SHARE } from '../pictures/picture.ts';
import type { Description } from '../schema.ts';
import { type CitedPage, toCitationHead } from './citation-head.ts';
import { strings } from './strings/strings.ts';

/** What stands in the head of one page. Paths begin with a slash; the address is that of the description. */
export type Head = {
  title: string;
  summary: string;
  description: Description;
  language: Language;
  /** The path of the same page in each language that it is written in. */
  paths: Partial<Record<Language, string>>;
  /** The fact whose picture is shown where the page is shared. */
  fact?: Fact | undefined;
  /** The release that the picture is of, where that is not the newest. */
  release?: string | undefined;
  /** Where the page can be cited. */
  cited?: CitedPage | undefined;
  /** Elements of this page alone. */
  more?: unknown;
};

/** The head that all pages share: what they are, in which languages, where the feed is, and how they look. */
export function toHead(head: Head) {
  const { title, summary, description, language, paths, cited, more = '' } = head;
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
${toOpenGraph(head)}${cited === undefined ? '' : toCitationHead(cited)}${more}</head>`;
}

const LOCALES: Record<Language, string> = { en: 'en_US', zh: 'zh_CN' };

/** What a page looks like where it is shared (https://ogp.me/): its title, its dates, and the picture of a fact. */
function toOpenGraph({ title, summary, description, language, paths, fact, release, cited }: Head) {
  const path = paths[language] ?? '';
  const isHome = path === '/' || path === '/zh/';
  const properties: [property: string, text: string][] = [
    ['og:type', cited === undefined || isHome ? 'website' : 'article'],
    ['og:site_name', description.title[language]],
    ['og:title', title],
    ['og:description', summary],
    ['og:url', `${description.origin}${path}`],
    ['og:locale', LOCALES[language]],
    ...(Object.keys(paths) as Language[])
      .filter((of) => of !== language)
      .map((of): [string, string] => ['og:locale:alternate', LOCALES[of]]),
    ...(fact === undefined ? [] : toPicture(fact, description.origin, language, release)),
  ];
  if (cited !== undefined && !isHome) {
    properties.push(['article:published_time', cited.published], ['article:modified_time', cited.modified]);
  }
  return html`${properties.map(([name, text]) => html`<meta property="${name}" content="${text}">\n`)}<meta name="twitter:card" content="${fact === undefined ? 'summary' : 'summary_large_image'}">
`;
}

/** The picture of a fact, with the sentence for those who do not see it. */
function toPicture(fact: Fact, origin: string, language: Language, release?: string): [property: string, text: string][] {
  const query = new URLSearchParams({
    ...(language === 'en' ? {} : { lang: language }),
    ...(release === undefined ? {} : { release }),
  });
  return [
    ['og:image', `${origin}/facts/${fact.fact}.png${query.size === 0 ? '' : `?${query}`}`],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(SHARE.width)],
    ['og:image:height', String(SHARE.height)],
    ['og:image:alt', toAlternative({ fact }, language)],
  ];
}

/** The fact whose picture stands for all of them: the first one that is a headline. */
export function toPictured(facts: readonly Fact[]): Fact | undefined {
  return facts.find(({ headline }) => headline) ?? facts[0];
}

/** The way to the same page in the other language. */
export function toLanguageSwitch(language: Language, paths: Record<Language, string>) {
  const other = language === 'en' ? 'zh' : 'en';
  return html`<p class="languages"><a href="${paths[other]}" lang="${languageTag(other)}">${strings[language].otherLanguage}</a></p>`;
}
