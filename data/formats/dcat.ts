import type { Described, Download, Format } from '../described.ts';
import { place } from '../place.ts';
import { toUrn } from './uuid.ts';

/** Inline, because processors fetch a remote one. */
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const literal = (type: string) => (value: string) => ({ '@value': value, '@type': `xsd:${type}` });
const date = literal('date');
const dateTime = literal('dateTime');
const nonNegativeInteger = literal('nonNegativeInteger');
const hexBinary = literal('hexBinary');

/** Lists of the Publications Office of the European Union, which DCAT-AP asks for. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const THEME = `${AUTHORITY}/data-theme/ECON`;

/** DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD, with what DCAT-AP recommends: what data portals harvest. */
export function toDcat({ description, release, downloads, period, keywords }: Described): string {
  const { title, license, publisher, contact, origin, languages } = description;
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
    'dcat:contactPoint': {
      '@type': 'vcard:Kind',
      'vcard:fn': publisher.name.en,
      [contact.startsWith('mailto:') ? 'vcard:hasEmail' : 'vcard:hasURL']: { '@id': contact },
    },
    'dcat:keyword': languages.flatMap((language) =>
      keywords[language].map((word) => ({ '@value': word, '@language': language })),
    ),
    'dcat:theme': { '@id': THEME },
    'dcterms:spatial': { '@type': 'dcterms:Location', 'skos:prefLabel': inEach(place.name), 'dcterms:identifier': place.code },
    'dcterms:temporal': {
      '@type': 'dcterms:PeriodOfTime',
      'dcat:startDate': date(period.start),
      'dcat:endDate': date(period.end),
    },
    'dcat:landingPage': { '@id': `${origin}/` },
    'dcat:distribution': downloads.map((download) => toDistribution(download, description.origin, license.url)),
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

function toDistribution({ path, type, size, sha256, title, description, format }: Download, origin: string, license: string) {
  return {
    '@type': 'dcat:Distribution',
    'dcterms:title': { '@value': title, '@language': 'en' },
    'dcterms:description': { '@value': description, '@language': 'en' },
    'dcterms:format': toFormat(format),
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

/** Formats that the list of file types has had for years get its address, the others a label. */
function toFormat(format: Format) {
  const isListed = format !== 'NDJSON' && format !== 'Parquet';
  return isListed
    ? { '@id': `${AUTHORITY}/file-type/${format}`, '@type': 'dcterms:MediaTypeOrExtent' }
    : { '@type': 'dcterms:MediaTypeOrExtent', 'rdfs:label': format };
}
