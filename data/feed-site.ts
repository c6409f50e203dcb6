import type { Content } from './content.ts';
import { toFeed } from './feed.ts';
import { ATOM_TYPE, toAtom } from './formats/atom.ts';
import { JSON_FEED_TYPE, toJsonFeed } from './formats/json-feed.ts';
import type { ServedFile } from './release.ts';
import type { Description } from './schema.ts';
import { toSiteFile } from './site-file.ts';

/** The feed in all its files: subscription and archives as Atom and JSON Feed, topics as Atom. */
export function toFeedFiles(contents: readonly Content[], description: Description): ServedFile[] {
  return toFeed(contents, description).flatMap((feed) => [
    toSiteFile(`${feed.path}.atom`, ATOM_TYPE, toAtom(feed, description)),
    ...(feed.hasJsonTwin ? [toSiteFile(`${feed.path}.json`, JSON_FEED_TYPE, toJsonFeed(feed, description))] : []),
  ]);
}
