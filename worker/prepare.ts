import { isTextType } from '../data/text-type.ts';
import type { AnyCoding } from './accept-encoding.ts';
import { linksOf } from './links.ts';
import { classOf, EVERYWHERE, type HeaderClass, overTls, SECURITY } from './security.ts';

/** What is said of bytes: one object for each file of a release and each slice, because prepared headers are kept by it. */
export type Described = {
  type: string;
  rows?: number | undefined;
  /** The name to save them by. */
  fileName?: string;
  /** Said only where the type does not say it: of a frame. */
  headerClass?: HeaderClass;
};

/** One way to send it. */
export type Coded = { coding: AnyCoding; sha256: string; size: number };

/** What all answers from one release in one state share; `name` tells them from those of another. */
export type Terms = { name: string; lastModified: string; headers: Readonly<Record<string, string>> };

/** The headers of one answer, complete, and of the 304 in its place. Nobody changes them: answers copy them. */
export type Prepared = { etag: string; lastModified: Date; whole: Headers; notModified: Headers };

const known = new WeakMap<Described, Map<string, Prepared>>();

/**
 * Makes headers once, for they cost more than anything else in an answer. `url` is the address without its query, on which they
 * depend; a thing that is described is sent from one address only.
 */
export function prepare(described: Described, coded: Coded, terms: Terms, url: string): Prepared {
  const name = `${coded.coding} ${url.startsWith('https:')} ${terms.name}`;
  const all = known.get(described) ?? new Map<string, Prepared>();
  const prepared = all.get(name) ?? make(described, coded, terms, url);
  if (!all.has(name)) {
    // A thing outlives few states; what they leave behind goes with the release
    all.set(name, prepared);
    known.set(described, all);
  }
  return prepared;
}

function make(described: Described, { coding, sha256, size }: Coded, terms: Terms, url: string): Prepared {
  const { type, rows, fileName, headerClass = classOf(type) } = described;
  const etag = `"${sha256.slice(0, 32)}"`;
  const lastModified = new Date(terms.lastModified);
  const notModified = new Headers({
    ...EVERYWHERE,
    ...SECURITY[headerClass],
    ...overTls(url),
    // The edge compresses what we do not, so this is true of every text
    ...(isTextType(type) ? { Vary: 'Accept-Encoding' } : {}),
    ...linksOf(new URL(url).pathname),
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Last-Modified': lastModified.toUTCString(),
    ...(rows === undefined ? {} : { 'Row-Count': String(rows) }),
    // Shown where a browser can show it, saved under this name where it is saved
    ...(fileName === undefined ? {} : { 'Content-Disposition': `inline; filename="${fileName}"` }),
    ...terms.headers,
  });
  const whole = new Headers(notModified);
  whole.set('Content-Type', type);
  if (coding !== 'identity') whole.set('Content-Encoding', coding);
  // The runtime sets it for GET alone; a HEAD must carry the length of what GET would send
  whole.set('Content-Length', String(size));
  return { etag, lastModified, whole, notModified };
}
