import { html } from 'hono/html';
import { type GalleryQuery, Theme, Variant } from '../embed-options.ts';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import {
  type Form,
  forms,
  HOST_SCRIPT,
  type Place,
  type SnippetOptions,
  toScriptSnippet,
  toSnippets,
} from '../formats/snippet.ts';
import { toVariantCard } from '../formats/variant-card.ts';
import type { QueryError } from '../parse-query.ts';
import { type Description, Topic } from '../schema.ts';
import { toHead, toLanguageSwitch, toPictured } from './head.ts';
import { embedStrings } from './strings/embed.ts';
import { strings } from './strings/strings.ts';

/** What the gallery is made of. */
export type Gallery = { facts: readonly Fact[]; description: Description; place: Place };

/** The gallery: every fact as a card, each with the code to paste as it stands. It needs no script. */
export function toGalleryPage(gallery: Gallery, language: Language): string {
  const { facts, place } = gallery;
  const { gallery: words } = embedStrings[language];
  const { topics } = strings[language];
  const groups = Topic.options
    .map((topic) => ({ topic, facts: facts.filter((fact) => fact.topic === topic) }))
    .filter((group) => group.facts.length > 0);
  return toPage(
    gallery,
    language,
    { title: words.title, query: '' },
    html`<p class="lead">${words.lead}</p>
<nav aria-label="${words.contents}">
${groups.map(({ topic }) => html`<a href="#${topic}">${topics[topic]}</a>\n`)}</nav>`,
    html`${groups.map(
      (group) => html`<section aria-labelledby="${group.topic}">
<h2 id="${group.topic}">${topics[group.topic]}</h2>
<div class="cards">
${group.facts.toSorted((a, b) => Number(b.headline) - Number(a.headline)).map((fact) => toItem(fact, language, place))}</div>
</section>
`,
    )}${toPolicy(place.origin, language)}`,
  );
}

/** One fact with all options, and the code in each form. */
export function toEmbedPage(fact: Fact, query: GalleryQuery, gallery: Gallery, language: Language): string {
  const { place } = gallery;
  const { gallery: words } = embedStrings[language];
  const options = toOptions(query, language, place);
  const snippets = toSnippets(fact, options, place);
  const { title, period } = fact.text[language];
  const name = language === 'zh' ? `${period}${title}` : `${title}, ${period}`;
  return toPage(
    gallery,
    language,
    { title: words.heading(name), query: `?fact=${fact.fact}`, fact },
    html`<p class="home"><a href="${toPath(language)}">${words.back}</a></p>`,
    html`${toForm(fact, options, gallery, language)}
<div id="result">
<section aria-labelledby="preview">
<h2 id="preview">${words.preview}</h2>
<div class="preview ${options.theme}">
${toPreview(fact, options, place, language)}</div>
</section>
<section aria-labelledby="code">
<h2 id="code">${words.code}</h2>
${forms.map((form) => toCode(form, snippets[form], language))}<p>${words.notForAll}</p>
</section>
</div>
${toPolicy(place.origin, language)}`,
  );
}

/** What the gallery says to options that it does not know, and to a fact that there is not. */
export function toBadEmbedPage(problem: readonly QueryError[] | 'missing', gallery: Gallery, language: Language): string {
  const { gallery: words } = embedStrings[language];
  const content =
    problem === 'missing'
      ? html`<p>${words.missing}</p>\n`
      : html`<p>${words.errors}</p>
<ul lang="en">
${problem.map(({ detail, allowed = [] }) => html`<li>${detail}${allowed.length === 0 ? '' : ` Allowed: ${allowed.join(', ')}.`}</li>\n`)}</ul>
`;
  return toPage(
    gallery,
    language,
    { title: words.title, query: '' },
    '',
    html`<div class="errors" role="alert">
${content}</div>
<p><a href="${toPath(language)}">${words.back}</a></p>
`,
  );
}

function toOptions(
  { variant = 'card', theme = 'auto', lang, release }: GalleryQuery,
  language: Language,
  place: Place,
): SnippetOptions {
  return { language: lang ?? language, theme, variant, pinned: release === 'pinned' && !isDraft(place) };
}

/** A draft is no release that a card could stay at. */
function isDraft({ release }: Place): boolean {
  return release.id.endsWith('+draft');
}

function toPath(language: Language): string {
  return language === 'en' ? '/embed' : '/zh/embed';
}

function toPage(
  { description, facts }: Gallery,
  language: Language,
  { title, query, fact = toPictured(facts) }: { title: string; query: string; fact?: Fact | undefined },
  header: unknown,
  main: unknown,
): string {
  const { gallery: words } = embedStrings[language];
  const paths = { en: `/embed${query}`, zh: `/zh/embed${query}` };
  const home = language === 'en' ? '/' : '/zh/';
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({
  title,
  summary: words.lead,
  description,
  language,
  paths,
  fact,
  more: html`<script type="module" src="/xizang-trade.js"></script>
<script defer src="/copy.js"></script>
<script defer src="/embed.js"></script>\n`,
})}
<body>
<header>
${toLanguageSwitch(language, paths)}
<p class="home"><a href="${home}">${description.title[language]}</a></p>
<h1>${title}</h1>
${header}
</header>
<main>
${main}</main>
<footer><p><a href="${home}">${description.title[language]}</a></p></footer>
</body>
</html>
`);
}

function toItem(fact: Fact, language: Language, place: Place) {
  const { gallery: words } = embedStrings[language];
  const { title, period } = fact.text[language];
  const options: SnippetOptions = { language, theme: 'auto', variant: 'card', pinned: false };
  return html`<div class="embed" id="${fact.fact}">
${toElement(fact, options, place)}
<p><a href="${toPath(language)}?fact=${fact.fact}" aria-label="${language === 'zh' ? `${words.options}：${period}${title}` : `${words.options}: ${title}, ${period}`}">${words.options}</a></p>
<details><summary>${words.code}</summary>
<pre tabindex="0"><code>${toScriptSnippet(fact, options, place)}</code></pre>
</details>
</div>
`;
}

function toPreview(fact: Fact, options: SnippetOptions, place: Place, language: Language) {
  const element = toElement(fact, options, place);
  const [before, after] = embedStrings[language].gallery.sentence;
  return options.variant === 'inline' ? html`<p>${before}${element}${after}</p>\n` : html`${element}\n`;
}

function toElement(fact: Fact, options: SnippetOptions, { release, origin }: Place) {
  const { language, variant, theme, pinned } = options;
  return html`<xizang-trade fact="${fact.fact}" lang="${languageTag(language)}"${variant === 'card' ? '' : html` variant="${variant}"`}${theme === 'auto' ? '' : html` theme="${theme}"`}${
    pinned ? html` release="${release.id}"` : ''
  }>${toVariantCard(fact, options, { release: release.id, origin })}</xizang-trade>`;
}

function toForm(fact: Fact, options: SnippetOptions, { facts, place }: Gallery, language: Language) {
  const { gallery: words } = embedStrings[language];
  const { topics } = strings[language];
  const pinned = isDraft(place) ? words.releases.draft : words.releases.pinned(place.release.id);
  return html`<form class="embed-options" action="${toPath(language)}" method="get">
<p><label>${words.labels.fact} <select name="fact">
${Topic.options.map(
  (topic) => html`<optgroup label="${topics[topic]}">
${facts
  .filter((each) => each.topic === topic)
  .map(
    (each) =>
      html`<option value="${each.fact}"${each === fact ? html` selected` : ''}>${toName(each, facts, language)}</option>\n`,
  )}</optgroup>
`,
)}</select></label></p>
<div class="groups">
${toRadios('variant', words.labels.variant, Variant.options, words.variants, options.variant)}${toRadios('theme', words.labels.theme, Theme.options, words.themes, options.theme)}${toRadios('lang', words.labels.lang, ['en', 'zh'], words.languages, options.language)}${toRadios('release', words.labels.release, ['live', 'pinned'], { live: words.releases.live, pinned }, options.pinned ? 'pinned' : 'live', isDraft(place) ? 'pinned' : undefined)}</div>
<p><button type="submit">${words.show}</button></p>
</form>
`;
}

/** What a fact is and when; and the value where another fact is called the same, such as one in dollars. */
function toName(fact: Fact, facts: readonly Fact[], language: Language): string {
  const nameOf = ({ text }: Fact) => `${text[language].title} · ${text[language].period}`;
  const isAlone = facts.every((other) => other === fact || nameOf(other) !== nameOf(fact));
  return isAlone ? nameOf(fact) : `${nameOf(fact)} · ${fact.text[language].value}`;
}

function toRadios<Value extends string>(
  name: string,
  legend: string,
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  chosen: Value,
  disabled?: Value,
) {
  return html`<fieldset><legend>${legend}</legend>
${values.map(
  (value) =>
    html`<label class="check"><input type="radio" name="${name}" value="${value}"${value === chosen ? html` checked` : ''}${value === disabled ? html` disabled` : ''}> ${labels[value]}</label>\n`,
)}</fieldset>
`;
}

function toCode(form: Form, code: string, language: Language) {
  const { gallery: words } = embedStrings[language];
  const { title, text } = words.forms[form];
  return html`<h3 id="${form}">${title}</h3>
<p>${text}</p>
${toField(form, code, title, language)}${form === 'frame' ? html`<p>${words.hostScript}</p>\n${toField('host', HOST_SCRIPT, words.hostScript, language)}` : ''}`;
}

/** A field, not a listing: it can be selected as a whole, and copied where no script runs. */
function toField(id: string, code: string, label: string, language: Language) {
  const { copy, copied } = embedStrings[language].gallery;
  return html`<p class="code"><textarea id="code-${id}" rows="${toRows(code)}" readonly spellcheck="false" translate="no" aria-label="${label}">
${code}</textarea><button type="button" data-copies="code-${id}" data-copied="${copied}" hidden>${copy}</button></p>
`;
}

/** About as many lines as it takes; what is longer is scrolled. */
function toRows(code: string): number {
  const lines = code.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 100)), 0);
  return Math.min(8, lines + 1);
}

/** The sources by form; the element asks for `/facts.json`, and everything else is a file. */
function toPolicy(origin: string, language: Language) {
  const { gallery: words } = embedStrings[language];
  const { comma } = strings[language].choose;
  const policies = [
    [words.forms.script.title, `script-src ${origin}; style-src ${origin}; connect-src ${origin}`],
    [`${words.forms.frame.title}${comma}${words.forms.link.title}`, `frame-src ${origin}`],
    [`${words.forms.picture.title}${comma}${words.forms.markdown.title}`, `img-src ${origin}`],
  ] as const;
  return html`<section aria-labelledby="policy">
<h2 id="policy">${words.policy.title}</h2>
<p>${words.policy.text}</p>
<dl class="policy">
${policies.map(([form, line]) => html`<dt>${form}</dt><dd><code>${line}</code></dd>\n`)}</dl>
<p>${words.policy.forms}</p>
</section>
`;
}
