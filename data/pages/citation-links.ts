import { html } from 'hono/html';
import type { Language } from '../fact.ts';
import { citationFormats } from '../formats/citation/formats.ts';

/** The citation of what stands at a path, in every format and in the language of the page. */
export function toCitationLinks(path: string, language: Language) {
  const query = citationQuery(language);
  return Object.entries(citationFormats).map(
    ([suffix, { name }], index) => html`${index === 0 ? '' : ' · '}<a href="${path}.${suffix}${query}">${name[language]}</a>`,
  );
}

/** English is the default. */
export function citationQuery(language: Language): string {
  return language === 'en' ? '' : `?lang=${language}`;
}
