import { create } from 'xmlbuilder2';
import type { FeedDocument } from '../feed.ts';
import type { Entry } from '../feed-entry.ts';
import type { Description } from '../schema.ts';

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

/** A document of the feed as Atom (RFC 4287), with the links and the mark of an archive by RFC 5005. */
export function toAtom(feed: FeedDocument, description: Description): string {
  const { origin, license, publisher } = description;
  const atom = (path: string) => `${origin}${path}.atom`;
  const link = (rel: string, type: string, href: string) => ({ '@rel': rel, '@type': type, '@href': href });
  return create(
    { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' },
    literally({
      feed: {
        '@xmlns': 'http://www.w3.org/2005/Atom',
        '@xml:lang': 'en',
        id: feed.id,
        title: feed.title,
        subtitle: description.description.en,
        updated: feed.updated,
        author: { name: publisher.name.en, uri: `${origin}/` },
        rights: `${license.name}. Each figure is attributed to its source.`,
        generator: { '@uri': `${origin}/`, '#': publisher.name.en },
        icon: `${origin}/icon.svg`,
        link: [
          // First, and the only alternate: readers take the first link, or the last alternate, for the website
          { '@rel': 'alternate', '@type': 'text/html', '@hreflang': 'en', '@href': `${origin}${feed.page}` },
          link('self', 'application/atom+xml', atom(feed.path)),
          ...(feed.hasJsonTwin ? [link('related', 'application/feed+json', `${origin}${feed.path}.json`)] : []),
          { '@rel': 'license', '@href': license.url },
          ...feed.links.map(({ rel, path }) => link(rel, 'application/atom+xml', atom(path))),
        ],
        ...(feed.archive ? { 'fh:archive': { '@xmlns:fh': 'http://purl.org/syndication/history/1.0' } } : {}),
        entry: feed.entries.map((entry) => toEntry(entry, origin)),
      },
    }),
  ).end({ prettyPrint: true });
}

function toEntry({ id, title, page, data, released, tags, html }: Entry, origin: string) {
  return {
    id,
    title,
    published: released,
    updated: released,
    link: [
      { '@rel': 'alternate', '@type': 'text/html', '@href': `${origin}${page}` },
      { '@rel': 'related', '@type': 'application/json', '@href': `${origin}${data}` },
    ],
    category: tags.map((term) => ({ '@term': term })),
    content: { '@type': 'html', '#': html },
  };
}

/**
 * xmlbuilder2 takes `&lt;` in a text for an escaped `<`, and writes it as such: HTML that shows a tag would become HTML that has one.
 * Twice, for it decodes what it is given, and leaves alone what looks escaped when it writes. With every ampersand escaped for both,
 * each text arrives as it is.
 */
function literally(value: unknown): object {
  return JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'string' ? each.replaceAll('&', '&amp;amp;') : each));
}
