import { html } from 'hono/html';
import { languageTag } from '../formats/card.ts';
import type { Work } from '../formats/citation/citation.ts';
import { type CitationSuffix, citationFormats } from '../formats/citation/formats.ts';
import { toOneWord } from '../formats/citation/ris.ts';
import { citationQuery } from './citation-links.ts';

/** A page that can be cited: what it is as a work, the path of its citations without suffix, its licence, and when it changed (UTC). */
export type CitedPage = { work: Work; path: string; license: string; published: string; modified: string };

/** The formats that a program imports. */
const IMPORTED: readonly CitationSuffix[] = ['ris', 'bib', 'csl.json'];

/**
 * The elements by which a reference manager saves a page as a data set and not as a page without author and date: the names of
 * Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing) and Dublin Core, and links to the citations.
 */
export function toCitationHead({ work, path, license }: CitedPage) {
  const { title, container, author, version, date, address, language } = work;
  const names: Record<string, string | undefined> = {
    citation_title: title,
    // Zotero takes the last word of a name without a comma for a family name
    citation_author: toOneWord(author),
    citation_publisher: author,
    citation_publication_date: date.replaceAll('-', '/'),
    citation_language: language,
    citation_public_url: address,
    'DC.title': title,
    'DC.creator': author,
    'DC.publisher': author,
    'DC.date': date,
    'DC.type': 'Dataset',
    'DC.identifier': address,
    'DC.language': languageTag(language),
    'DC.rights': license,
    'DCTERMS.issued': date,
    'DCTERMS.hasVersion': version,
    'DCTERMS.isPartOf': container,
  };
  const present = Object.entries(names).filter(([, text]) => text !== undefined);
  return html`<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">
${present.map(([name, text]) => html`<meta name="${name}" content="${text}">\n`)}${IMPORTED.map((suffix) => {
  const { name, type } = citationFormats[suffix];
  return html`<link rel="alternate" type="${type.split(';')[0]}" title="${name[language]}" href="${path}.${suffix}${citationQuery(language)}">\n`;
})}`;
}
