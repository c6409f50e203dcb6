import type { Described } from './described.ts';
import type { Fact } from './fact.ts';
import { API_CATALOG_TYPE, toApiCatalog } from './formats/api-catalog.ts';
import { TEXT_TYPE, toLlms } from './formats/llms.ts';
import { toSecurityTxt } from './formats/security-txt.ts';
import { toSitemap, XML_TYPE } from './formats/sitemap.ts';
import type { ServedFile } from './release.ts';
import { toSiteFile } from './site-file.ts';

/** The files at fixed places by which programs find the rest. */
export function toDiscoveryFiles(described: Described, facts: readonly Fact[]): ServedFile[] {
  const { description, release } = described;
  return [
    toSiteFile('/.well-known/api-catalog', API_CATALOG_TYPE, toApiCatalog(description)),
    toSiteFile('/.well-known/security.txt', TEXT_TYPE, toSecurityTxt(description, release)),
    toSiteFile('/llms.txt', TEXT_TYPE, toLlms(described)),
    toSiteFile('/robots.txt', TEXT_TYPE, `User-agent: *\nAllow: /\n\nSitemap: ${description.origin}/sitemap.xml\n`),
    toSiteFile('/sitemap.xml', XML_TYPE, toSitemap(facts, description, release)),
  ];
}
