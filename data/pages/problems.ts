import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import { problemNames, problems, problemType } from '../problems.ts';
import type { Description } from '../schema.ts';
import { toHead, toLanguageSwitch } from './head.ts';
import { strings } from './strings/strings.ts';

/** What the `type` of a problem leads to: what went wrong, and what to do. */
export function toProblemsPage(description: Description, language: Language, pictured?: Fact): string {
  const { problems: words } = strings[language];
  const paths = { en: '/problems', zh: '/zh/problems' };
  const home = language === 'en' ? '/' : '/zh/';
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({ title: words.title, summary: words.lead, description, language, paths, fact: pictured })}
<body>
<header>
${toLanguageSwitch(language, paths)}
<p class="home"><a href="${home}">${description.title[language]}</a></p>
<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
</header>
<main>
${problemNames.map((name) => {
  const { title, text } = words.each[name];
  return html`<h2 id="${name}">${title}</h2>
<p><code>${problems[name].status}</code> <code>${problemType(name)}</code></p>
${text.map((paragraph) => html`<p>${paragraph}</p>\n`)}${name === 'bad-query' ? toErrorMembers(words.members) : ''}`;
})}</main>
</body>
</html>
`);
}

function toErrorMembers(members: Readonly<Record<string, string>>) {
  return html`<ul class="files">
${Object.entries(members).map(([member, meaning]) => html`<li><code>${member}</code> ${meaning}</li>\n`)}</ul>
`;
}
