import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import { toAlternative } from '../pictures/alternative.ts';
import { SHARE } from '../pictures/picture.ts';
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
  /** What is shown where the page is shared: the picture of a fact. */
  fact?: Fact | undefined;
  /** Elements of this page alone. */
  more?: unknown;
};

/** The head that all pages share: what they are, in which languages, where the feed is, and how they look. */
export function toHead({ title, summary, description, language, paths, fact, more = '' }: Head) {
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
${toOpenGraph({ title, summary, description, language, paths, fact })}${more}</head>`;
}

const LOCALES: Record<Language, string> = { en: 'en_US', zh: 'zh_CN' };

/** How a page looks where it is shared (https://ogp.me/): its title, and the picture of its fact, if it shows one. */
function toOpenGraph({ title, summary, description, language, paths, fact }: Head) {
  const { origin } = description;
  const properties = {
    'og:type': paths[language] === '/' || paths[language] === '/zh/' ? 'website' : 'article',
    'og:site_name': description.title[language],
    'og:title': title,
    'og:description': summary,
    'og:url': `${origin}${paths[language] ?? ''}`,
    'og:locale': LOCALES[language],
    ...(fact === undefined ? {} : pictureOf(fact, origin, language)),
  };
  const others = (Object.keys(paths) as Language[]).filter((of) => of !== language);
  return html`${Object.entries(properties).map(([name, text]) => html`<meta property="${name}" content="${text}">\n`)}${others.map((of) => html`<meta property="og:locale:alternate" content="${LOCALES[of]}">\n`)}<meta name="twitter:card" content="${fact === undefined ? 'summary' : 'summary_large_image'}">
`;
}

/** The picture of a fact, with its sentence for those who do not see it. */
function pictureOf(fact: Fact, origin: string, language: Language): Record<string, string> {
  return {
    'og:image': `${origin}/facts/${fact.fact}.png${language === 'en' ? '' : `?lang=${language}`}`,
    'og:image:type': 'image/png',
    'og:image:width': String(SHARE.width),
    'og:image:height': String(SHARE.height),
    'og:image:alt': toAlternative({ fact }, language),
  };
}

/** The way to the same page in the other language. */
export function toLanguageSwitch(language: Language, paths: Record<Language, string>) {
  const other = language === 'en' ? 'zh' : 'en';
  return html`<p class="languages"><a href="${paths[other]}" lang="${languageTag(other)}">${strings[language].otherLanguage}</a></p>`;
}
