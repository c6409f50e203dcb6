import { html } from 'hono/html';
import type { Fact, Language } from '../fact.ts';
import { formatPeriodCode, frequencyOf } from '../period.ts';

const SOURCE: Record<Language, string> = { en: 'Source: ', zh: '来源：' };
const TAG: Record<Language, string> = { en: 'en', zh: 'zh-Hans' };

/** The language tag (BCP 47) of a language. */
export function languageTag(language: Language): string {
  return TAG[language];
}

/** A fact as a complete figure: what stands in a page before, or without, the script. The element builds the same one. */
export function toCard(fact: Fact, language: Language) {
  const text = fact.text[language];
  const line = (name: 'comparison' | 'previous' | 'remark' | 'status') =>
    text[name] === '' ? '' : html`<p class="xt-${name}">${text[name]}</p>`;
  return html`<figure class="xt-card" data-fact="${fact.fact}" data-status="${fact.status}" lang="${TAG[language]}">
<figcaption class="xt-title">${text.title}</figcaption>
<p class="xt-period">${toTime(fact, text.period)}</p>
<p class="xt-value"><data value="${String(fact.value)}">${text.value}</data></p>
${line('comparison')}${line('previous')}${line('remark')}${line('status')}<p class="xt-source">${SOURCE[language]}${
    fact.source?.url == null ? text.source : html`<a href="${fact.source.url}">${text.source}</a>`
  }</p>
</figure>`;
}

/** HTML knows machine-readable years and months, but no longer stretches. */
function toTime(fact: Fact, label: string) {
  const machineReadable = ['year', 'month'].includes(frequencyOf(fact));
  return machineReadable ? html`<time datetime="${formatPeriodCode(fact)}">${label}</time>` : html`<span>${label}</span>`;
}
