import type { Fact } from '../fact.ts';
import type { Description } from '../schema.ts';
import { languageTag } from './card.ts';
import type { Work } from './citation/citation.ts';
import { CONTEXT } from './schema-org.ts';
import { toUrn } from './uuid.ts';

/** The page of a fact as schema.org JSON-LD: who made it, when, of which release, what it says, and who printed it. */
export function toFactSchemaOrg(fact: Fact, work: Work, published: string, modified: string, description: Description) {
  const { language, title, container, author, version, address } = work;
  const { value, unit, lower, upper, period_start: start, period_end: end, source } = fact;
  const { sentence, source: sourceName } = fact.text[language];
  const organization = { '@type': 'Organization', name: author, url: `${description.origin}/` };
  return {
    '@context': CONTEXT,
    '@type': 'WebPage',
    '@id': address,
    url: address,
    name: title,
    description: sentence,
    inLanguage: languageTag(language),
    datePublished: published,
    dateModified: modified,
    version,
    author: organization,
    publisher: organization,
    license: description.license.url,
    isPartOf: { '@type': 'Dataset', '@id': toUrn('dataset', description), name: container, url: `${description.origin}/` },
    mainEntity: {
      '@type': 'Observation',
      name: title,
      value,
      unitText: unit,
      ...(lower === null ? {} : { minValue: lower }),
      ...(upper === null ? {} : { maxValue: upper }),
      observationDate: start === end ? start : `${start}/${end}`,
    },
    ...(source === null
      ? {}
      : { citation: { '@type': 'CreativeWork', name: sourceName, ...(source.url ? { url: source.url } : {}) } }),
  };
}
