import { html } from 'hono/html';
import type { Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import type { Description } from '../schema.ts';

/**
 * What reference managers read in a page that somebody saves: the tags of Highwire Press, which Google Scholar documents, and Dublin Core.
 * They have no date, which the page does not know: the citation to download has that of the release.
 */
export function toCitationTags(title: string, { origin, publisher, license }: Description, language: Language, path: string) {
  const name = publisher.name[language];
  const tags = {
    citation_title: title,
    citation_author: name,
    citation_publisher: name,
    citation_public_url: `${origin}${path}`,
    citation_language: languageTag(language),
    'DC.title': title,
    'DC.creator': name,
    'DC.publisher': name,
    'DC.identifier': `${origin}${path}`,
    'DC.language': languageTag(language),
    'DC.rights': license.url,
    'DC.type': 'Dataset',
  };
  return html`${Object.entries(tags).map(([tag, content]) => html`<meta name="${tag}" content="${content}">\n`)}`;
}
