import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { brokenFeeds, validEntry, validFeed, validFeedWithEverything } from './broken-feeds.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const PUBLISHED = here('../../dist/site/feed.atom');
// Debian's own, by its path: python3-feedparser installs for no other Python that may come first in PATH.
const PYTHON = '/usr/bin/python3';
const INSTALL = '`npm run test:all` installs it.';

const folder = mkdtempSync(join(tmpdir(), 'feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const valid = [
  { what: 'a small feed', path: save('small', validFeed) },
  { what: 'a feed with everything', path: save('everything', validFeedWithEverything) },
  { what: 'an entry by itself', path: save('entry', validEntry) },
  ...globSync('{feed,feed/*,feeds/*}.atom', { cwd: here('../../dist/site') }).map((path) => ({
    what: `the published ${path}`,
    path: join(here('../../dist/site'), path),
  })),
];
const broken = brokenFeeds.map(({ why, clause, feed }, i) => ({ why, clause, path: save(`broken-${i}`, feed) }));

describe('the grammar of RFC 4287', () => {
  it.each(valid)('accepts $what', ({ path }) => {
    expect(complaintsAbout(path)).toEqual([]);
  });

  // Each is one replacement away from a feed that is accepted, so what refuses it is that replacement.
  it.each(broken)('refuses a feed that $why ($clause)', ({ path }) => {
    expect(complaintsAbout(path)).not.toEqual([]);
  });
});

describe('feedparser', () => {
  it('takes the published feed for a faultless Atom 1.0', () => {
    expect(readFeed()).toMatchObject({ bozo: 0, complaint: '', version: 'atom10', title: expect.stringMatching(/./) });
  });

  it('finds at least 24 entries with ids that are all different', () => {
    const { entries, entryCount } = readFeed();
    const ids = entries.map((entry) => entry.id);
    expect(entryCount).toBeGreaterThanOrEqual(24);
    expect(new Set(ids).size).toBe(entryCount);
    expect(ids.filter((id) => !id?.startsWith('urn:uuid:'))).toEqual([]);
  });

  it('finds in every entry a title, a link, a date and content', () => {
    for (const entry of readFeed().entries) {
      expect(entry).toMatchObject({
        title: expect.stringMatching(/./),
        link: expect.stringMatching(/^https?:\/\//),
        updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        content: [expect.stringMatching(/./)],
      });
    }
  });

  it('finds where the feed is published', () => {
    expect(readFeed().links).toContainEqual({ rel: 'self', href: expect.stringMatching(/^https?:\/\/.+\/feed\.atom$/) });
  });
});

type Entry = { id: string | null; title: string | null; link: string | null; updated: string | null; content: string[] };
type Feed = {
  bozo: number;
  complaint: string;
  version: string;
  title: string | null;
  links: { rel: string | null; href: string | null }[];
  entryCount: number;
  entries: Entry[];
};

function save(name: string, feed: string): string {
  const path = join(folder, `${name}.atom`);
  writeFileSync(path, feed);
  return path;
}

let complaints: Map<string, string[]> | undefined;

/**
 * What jing says about this file. It runs once for all of them, since most of its time goes into starting Java; the
 * published feed comes last, since jing reads nothing after a file that is not well-formed.
 */
function complaintsAbout(path: string): string[] {
  complaints ??= runJing([...broken, ...valid].map((file) => file.path));
  const found = complaints.get(path);
  if (found === undefined) throw new Error(`jing was not asked about ${path}.`);
  return found;
}

function runJing(paths: readonly string[]): Map<string, string[]> {
  const { error, status, stdout, stderr } = spawnSync('jing', ['-c', here('atom.rnc'), ...paths], { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`jing did not run (${error.message}). ${INSTALL}`);
  const found = new Map<string, string[]>(paths.map((path) => [path, []]));
  const lines = stdout.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    // A complaint is `path:line:column: error: ...`; one about the grammar itself would let every feed pass.
    const about = paths.find((path) => line.startsWith(`${path}:`));
    if (about === undefined) throw new Error(`jing stopped (\`npm run build\` makes the published feed): ${line}`);
    found.get(about)?.push(line);
  }
  // Nor may a jing that fails without a word, for want of Java for example, look like one that finds nothing wrong.
  if (status !== (lines.length === 0 ? 0 : 1)) throw new Error(`jing ended with ${status}. ${INSTALL}\n${stderr}`);
  return found;
}

let feed: Feed | undefined;

function readFeed(): Feed {
  feed ??= runFeedparser();
  return feed;
}

function runFeedparser(): Feed {
  const { error, status, stdout, stderr } = spawnSync(PYTHON, [here('read-feed.py'), PUBLISHED], { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${PYTHON} did not run (${error.message}). ${INSTALL}`);
  if (stderr.includes("No module named 'feedparser'")) throw new Error(`feedparser is missing. ${INSTALL}`);
  if (status !== 0) throw new Error(`read-feed.py could not read ${PUBLISHED}, which \`npm run build\` makes:\n${stderr}`);
  return JSON.parse(stdout) as Feed;
}
