import { html } from 'hono/html';
import { create } from 'xmlbuilder2';
import type { Fact } from '../fact.ts';
import type { Description } from '../schema.ts';
import { toCard } from './card.ts';
import { toUrn } from './uuid.ts';

/** What dates a feed: `released` is UTC in seconds, as RFC 3339 writes it. */
type Release = { id: string; released: string };

/**
 * The feed (RFC 4287): one entry per fact, each a complete fact in plain HTML, in English with its Chinese sentence.
 * Ids never change and do not depend on the address; dates come from the release.
 */
export function toAtom(facts: readonly Fact[], description: Description, release: Release): string {
  const { origin, license, publisher } = description;
  return create(
    { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' },
    {
      feed: {
        '@xmlns': 'http://www.w3.org/2005/Atom',
        '@xml:lang': 'en',
        id: toUrn('feed'),
        title: description.title.en,
        subtitle: description.description.en,
        updated: release.released,
        author: { name: publisher.name, uri: `${origin}/` },
        rights: `${license.name}. Each figure is attributed to its source.`,
        generator: { '@uri': `${origin}/`, '#': publisher.name },
        link: [
          { '@rel': 'self', '@type': 'application/atom+xml', '@href': `${origin}/feed.atom` },
          { '@rel': 'alternate', '@type': 'text/html', '@hreflang': 'en', '@href': `${origin}/` },
          { '@rel': 'license', '@href': license.url },
        ],
        entry: facts.map((fact) => toEntry(fact, description, release)),
      },
    },
  ).end({ prettyPrint: true });
}

function toEntry(fact: Fact, { origin }: Description, release: Release) {
  const { title, period, value } = fact.text.en;
  return {
    id: toUrn(`fact/${fact.fact}`),
    title: `${title}, ${period}: ${value}`,
    updated: release.released,
    link: [
      { '@rel': 'alternate', '@type': 'text/html', '@href': `${origin}/facts/${fact.fact}` },
      { '@rel': 'related', '@type': 'application/json', '@href': `${origin}/facts/${fact.fact}.json` },
    ],
    category: { '@term': fact.topic },
    content: { '@type': 'html', '#': String(html`${toCard(fact, 'en')}\n<p lang="zh-Hans">${fact.text.zh.sentence}</p>`) },
  };
}
