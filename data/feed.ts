import type { Content } from './content.ts';
import { type Entry, toFactEntry, toReleaseEntry } from './feed-entry.ts';
import { toUrn } from './formats/uuid.ts';
import { type FactChange, toFactChanges } from './history.ts';
import { strings } from './pages/strings/strings.ts';
import { type Description, Topic } from './schema.ts';

/** One document of a feed, before it is written as Atom or JSON. Paths are without suffix; ids do not depend on the address. */
export type FeedDocument = {
  id: string;
  title: string;
  /** `/feed` is served as `/feed.atom`, and with a twin as `/feed.json` too. */
  path: string;
  hasJsonTwin: boolean;
  /** Where the same can be read as a page. */
  page: string;
  updated: string;
  entries: readonly Entry[];
  /** RFC 5005, section 4: the entries of one release, which stay the same for ever. */
  archive: boolean;
  /** The documents around it, by their relation. */
  links: readonly { rel: 'prev-archive' | 'next-archive' | 'current' | 'related'; path: string }[];
  /** The document that goes on where this one ends, for JSON Feed. */
  next: string | undefined;
};

/** So many entries a subscription document has at most; a reader that does not know archives misses nothing below it. */
export const MOST_ENTRIES = 100;

/**
 * The feed: one entry for each release and one for each fact that it added, corrected, revised or withdrew, newest first; the same by
 * topic; and an archive for each release. Pure: every date comes from the releases. `contents` are oldest first.
 */
export function toFeed(contents: readonly Content[], description: Description): FeedDocument[] {
  const changes = toFactChanges(contents);
  const steps = contents.map((content) => toStep(content, changes, description)).toReversed();
  return [toSubscription(steps, description), ...toTopics(steps, description), ...toArchives(steps, description)];
}

type Step = { id: string; released: string; entries: Entry[] };

function toStep(content: Content, changes: readonly FactChange[], description: Description): Step {
  const { id, released } = content.release;
  const own = changes.filter(({ release }) => release.id === id);
  return {
    id,
    released,
    entries: [toReleaseEntry(content, own, description), ...own.map((change) => toFactEntry(change, description))],
  };
}

function toSubscription(steps: readonly Step[], description: Description): FeedDocument {
  const entries = steps.flatMap((step) => step.entries).slice(0, MOST_ENTRIES);
  const archived = steps.filter(isArchived);
  const incomplete = archived.find((step) => step.entries.some((entry) => !entries.includes(entry)));
  const [newest] = archived;
  return {
    id: toUrn('feed', description),
    title: description.title.en,
    path: '/feed',
    hasJsonTwin: true,
    page: '/',
    updated: steps[0]?.released ?? '',
    entries,
    archive: false,
    links: newest === undefined ? [] : [{ rel: 'prev-archive', path: archivePath(newest) }],
    next: incomplete && archivePath(incomplete),
  };
}

function toTopics(steps: readonly Step[], description: Description): FeedDocument[] {
  return Topic.options.map((topic) => {
    const entries = steps.flatMap((step) => step.entries.filter((entry) => entry.topic === topic)).slice(0, MOST_ENTRIES);
    return {
      id: toUrn(`feed/${topic}`, description),
      title: `${description.title.en}: ${strings.en.topics[topic]}`,
      path: `/feeds/${topic}`,
      hasJsonTwin: false,
      page: `/#topic-${topic}`,
      updated: entries[0]?.released ?? steps.at(-1)?.released ?? '',
      entries,
      archive: false,
      links: [{ rel: 'related', path: '/feed' }],
      next: undefined,
    };
  });
}

/** Entries, dates and the way back never change; only the way on is added, once there is a later archive (RFC 5005, section 4). */
function toArchives(steps: readonly Step[], description: Description): FeedDocument[] {
  const archived = steps.filter(isArchived);
  return archived.map((step, index) => {
    const [later, earlier] = [archived[index - 1], archived[index + 1]];
    return {
      id: toUrn('feed', description),
      title: description.title.en,
      path: archivePath(step),
      hasJsonTwin: true,
      page: `/releases/${step.id}/`,
      updated: step.released,
      entries: step.entries,
      archive: true,
      links: [
        { rel: 'current', path: '/feed' },
        ...(earlier === undefined ? [] : [{ rel: 'prev-archive' as const, path: archivePath(earlier) }]),
        ...(later === undefined ? [] : [{ rel: 'next-archive' as const, path: archivePath(later) }]),
      ],
      next: earlier && archivePath(earlier),
    };
  });
}

/** A draft is no part of the past yet. */
function isArchived({ id }: Step): boolean {
  return !id.endsWith('+draft');
}

function archivePath({ id }: Step): string {
  return `/feed/${id}`;
}
