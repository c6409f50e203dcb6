import { html } from 'hono/html';
import type { Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import type { HistoryRow } from '../history.ts';
import type { Description } from '../schema.ts';
import { toHead, toLanguageSwitch } from './head.ts';
import { toHistoryTable } from './history.ts';
import { releaseStrings } from './strings/releases.ts';

/** What stands at the address of a fact that was withdrawn: when, why, what to take instead, and what it had shown. */
export function toWithdrawnPage(history: readonly HistoryRow[], description: Description, language: Language): string {
  const last = history.at(-1);
  if (last === undefined) throw new Error('A fact without a history cannot have been withdrawn.');
  const words = releaseStrings[language];
  const { withdrawn } = words;
  const { title, period, old_value } = last.text[language];
  const prefix = language === 'zh' ? '/zh' : '';
  const paths = { en: `/facts/${last.fact}`, zh: `/zh/facts/${last.fact}` };
  return String(html`<!DOCTYPE html>
<html lang="${languageTag(language)}">
${toHead({ title: withdrawn.title, summary: withdrawn.text(title, period), description, language, paths })}
<body>
<header>
${toLanguageSwitch(language, paths)}
<p class="home"><a href="${prefix}/">${description.title[language]}</a></p>
<h1>${withdrawn.title}</h1>
<p class="lead">${withdrawn.text(title, period)}</p>
</header>
<main>
<p>${withdrawn.since(last.release, last.released.slice(0, 10))}${words.gap}${language === 'zh' ? last.reason_zh : last.reason}</p>
<p>${withdrawn.shown(old_value ?? '')}</p>
${last.replacement === null ? '' : html`<p>${withdrawn.replacement}${words.gap}<a href="${prefix}/facts/${last.replacement}">${last.replacement}</a></p>\n`}${toHistoryTable(history, language)}</main>
<footer><p><a href="${prefix}/">${words.back}</a></p></footer>
</body>
</html>
`);
}
