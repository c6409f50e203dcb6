import type { Described, Download } from '../described.ts';
import { place } from '../place.ts';
import type { Indicator } from '../schema.ts';
import { toUrn } from './uuid.ts';

export const JSON_LD_TYPE = 'application/ld+json; charset=utf-8';

/** Inline, because processors fetch a remote one. */
export const CONTEXT = {
  '@vocab': 'https://schema.org/',
  url: { '@type': '@id' },
  license: { '@type': '@id' },
  contentUrl: { '@type': '@id' },
};

/** A schema.org Dataset as JSON-LD: what search engines for data read in the landing page. */
export function toSchemaOrg({ description, release, downloads, indicators, period, keywords }: Described): string {
  const { title, license, publisher, contact, origin, languages } = description;
  const organization = {
    '@type': 'Organization',
    name: publisher.name.en,
    url: `${origin}/`,
    contactPoint: {
      '@type': 'ContactPoint',
      contactType: 'corrections',
      ...(contact.startsWith('mailto:') ? { email: contact.slice('mailto:'.length) } : { url: contact }),
    },
  };
  const dataset = {
    '@context': CONTEXT,
    '@type': 'Dataset',
    '@id': toUrn('dataset', description),
    name: title.en,
    alternateName: title.zh,
    description: description.description.en,
    url: `${origin}/`,
    identifier: toUrn('dataset', description),
    version: release.id,
    dateModified: release.released,
    license: license.url,
    isAccessibleForFree: true,
    inLanguage: languages,
    keywords: languages.flatMap((language) => keywords[language]),
    creator: organization,
    publisher: organization,
    spatialCoverage: { '@type': 'Place', name: place.name.en, alternateName: place.name.zh, identifier: place.code },
    temporalCoverage: `${period.start}/${period.end}`,
    variableMeasured: indicators.map(toVariable),
    distribution: downloads.map((download) => toDataDownload(download, origin)),
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

function toVariable({ indicator, label_en, label_zh, definition, units }: Indicator) {
  return {
    '@type': 'PropertyValue',
    propertyID: indicator,
    name: label_en,
    alternateName: label_zh,
    description: definition,
    unitText: units,
  };
}

function toDataDownload({ path, type, size, sha256, title, description }: Download, origin: string) {
  const encodingFormat = type.split(';')[0];
  return {
    '@type': 'DataDownload',
    name: title,
    description,
    contentUrl: `${origin}${path}`,
    encodingFormat,
    contentSize: `${size} B`,
    sha256,
  };
}
