import type { FeedDocument } from '../feed.ts';
import type { Description } from '../schema.ts';

export const JSON_FEED_TYPE = 'application/feed+json; charset=utf-8';

/**
 * The same document as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the same ids, titles, dates and contents.
 * Its version has no member for a licence, so that stands in an extension.
 */
export function toJsonFeed(feed: FeedDocument, { origin, license, publisher, description }: Description): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: `${origin}${feed.page}`,
    feed_url: `${origin}${feed.path}.json`,
    description: description.en,
    ...(feed.next === undefined ? {} : { next_url: `${origin}${feed.next}.json` }),
    icon: `${origin}/icon.svg`,
    favicon: `${origin}/icon.svg`,
    authors: [{ name: publisher.name.en, url: `${origin}/` }],
    language: 'en',
    _license: { about: license.url, name: license.name, url: license.url },
    items: feed.entries.map(({ id, title, page, released, tags, html }) => ({
      id,
      url: `${origin}${page}`,
      title,
      content_html: html,
      date_published: released,
      date_modified: released,
      tags,
    })),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
