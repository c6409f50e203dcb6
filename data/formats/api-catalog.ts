import type { Description } from '../schema.ts';

/** RFC 9727, section 4.1: a link set with the profile of API catalogues. */
export const API_CATALOG_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

/** `/.well-known/api-catalog` (RFC 9727): where a program that knows only the host finds the data, its description and its state. */
export function toApiCatalog({ origin, license }: Description): string {
  const link = (path: string, type: string) => ({ href: `${origin}${path}`, type });
  const linkset = [
    {
      anchor: `${origin}/`,
      'service-doc': [link('/', 'text/html')],
      'service-meta': [
        link('/datapackage.json', 'application/json'),
        link('/csvw.json', 'application/csvm+json'),
        link('/dataset.jsonld', 'application/ld+json'),
        link('/dcat.jsonld', 'application/ld+json'),
      ],
      status: [link('/health', 'application/json')],
      license: [{ href: license.url }],
    },
  ];
  return `${JSON.stringify({ linkset }, null, 2)}\n`;
}
