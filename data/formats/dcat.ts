import type { Described, Download } from '../described.ts';
import { toUrn } from './uuid.ts';

/** Inline, because processors fetch a remote one. */
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const literal = (type: string) => (value: string) => ({ '@value': value, '@type': `xsd:${type}` });
const date = literal('date');
const dateTime = literal('dateTime');
const nonNegativeInteger = literal('nonNegativeInteger');
const hexBinary = literal('hexBinary');

/** DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD: what data portals harvest. */
export function toDcat({ description, release, downloads, indicators, period }: Described): string {
  const { title, license, publisher, origin, languages, contact } = description;
  const inEach = (text: Record<'en' | 'zh', string>) =>
    languages.map((language) => ({ '@value': text[language], '@language': language }));
  const dataset = {
    '@context': CONTEXT,
    '@type': 'dcat:Dataset',
    '@id': toUrn('dataset', description),
    'dcterms:title': inEach(title),
    'dcterms:description': inEach(description.description),
    'dcterms:identifier': toUrn('dataset', description),
    'dcat:version': release.id,
    'dcterms:modified': dateTime(release.released),
    'dcterms:license': { '@id': license.url },
    'dcterms:publisher': { '@type': 'foaf:Agent', 'foaf:name': publisher.name.en, 'foaf:homepage': { '@id': `${origin}/` } },
    'dcterms:temporal': {
      '@type': 'dcterms:PeriodOfTime',
      'dcat:startDate': date(period.start),
      'dcat:endDate': date(period.end),
    },
    'dcat:keyword': indicators.flatMap(({ label_en, label_zh }) => inEach({ en: label_en, zh: label_zh })),
    // The theme of the data portals of Europe: economy and finance
    'dcat:theme': { '@id': 'http://publications.europa.eu/resource/authority/data-theme/ECON' },
    'dcat:contactPoint': {
      '@type': 'vcard:Kind',
      'vcard:fn': publisher.name.en,
      [contact.startsWith('mailto:') ? 'vcard:hasEmail' : 'vcard:hasURL']: { '@id': contact },
    },
    'dcat:landingPage': { '@id': `${origin}/` },
    'dcat:distribution': downloads.map((download) => toDistribution(download, description.origin, license.url)),
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

function toDistribution({ path, type, size, sha256, title }: Download, origin: string, license: string) {
  return {
    '@type': 'dcat:Distribution',
    'dcterms:title': { '@value': title, '@language': 'en' },
    'dcterms:description': {
      '@value': `${title}, as ${path.slice(path.lastIndexOf('.') + 1).toUpperCase()}.`,
      '@language': 'en',
    },
    'dcat:accessURL': { '@id': `${origin}/` },
    'dcat:downloadURL': { '@id': `${origin}${path}` },
    'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${type.split(';')[0]}` },
    'dcat:byteSize': nonNegativeInteger(String(size)),
    'dcterms:license': { '@id': license },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
      'spdx:checksumValue': hexBinary(sha256),
    },
  };
}
