import { create } from 'xmlbuilder2';
import type { Fact, Language } from '../fact.ts';
import type { Release } from '../release.ts';
import type { Description } from '../schema.ts';
import { languageTag } from './card.ts';

export const XML_TYPE = 'application/xml; charset=utf-8';

/** `/sitemap.xml` (https://www.sitemaps.org/protocol.html): every page in every language, each with its translations. */
export function toSitemap(facts: readonly Fact[], { origin, languages }: Description, { released }: Release): string {
  const pages: Partial<Record<Language, string>>[] = [
    ...['/', '/observations', '/embed', '/problems'].map((path) => ({ en: path, zh: `/zh${path}` })),
    { en: '/docs' },
    ...facts.map(({ fact }) => ({ en: `/facts/${fact}`, zh: `/zh/facts/${fact}` })),
  ];
  return create(
    { version: '1.0', encoding: 'UTF-8' },
    {
      urlset: {
        '@xmlns': 'http://www.sitemaps.org/schemas/sitemap/0.9',
        '@xmlns:xhtml': 'http://www.w3.org/1999/xhtml',
        url: pages.flatMap((paths) => {
          const written = languages.filter((language) => paths[language] !== undefined);
          return written.map((language) => ({
            loc: `${origin}${paths[language]}`,
            lastmod: released.slice(0, 10),
            'xhtml:link': written.map((other) => ({
              '@rel': 'alternate',
              '@hreflang': languageTag(other),
              '@href': `${origin}${paths[other]}`,
            })),
          }));
        }),
      },
    },
  ).end({ prettyPrint: true });
}
