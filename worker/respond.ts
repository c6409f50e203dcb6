import type { QueryError } from '../data/parse-query.ts';
import { type ProblemName, problems, problemType } from '../data/problems.ts';
import type { Release } from '../data/release.ts';
import { evaluateConditions } from './conditional.ts';
import { linksOf } from './links.ts';
import { classOf, framePolicy, type HeaderClass, SECURITY } from './security.ts';
import type { Serving } from './store.ts';

/** Bytes to be sent, with the type and the digest that travel with them, how many rows they are, and the name to save them by. */
export type Body = {
  bytes: Uint8Array;
  type: string;
  sha256: string;
  rows?: number | undefined;
  fileName?: string;
  /** Said only where the type does not say it: of a frame. */
  headerClass?: HeaderClass;
};

const EXPOSED = 'Content-Disposition, ETag, Last-Modified, Link, Release, Release-State, Row-Count';

/** On every response there is, errors included: anybody may read it, nobody may reinterpret it. */
const EVERYWHERE = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

const CACHE_CONTROL = {
  current: 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  stale: 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  seed: 'public, max-age=30',
} as const;

/** Serves bytes of the current release: validators, caching, CORS and 304 in one place, alike for all. */
export function respond(request: Request, body: Body, serving: Serving): Response {
  const { pointer } = serving.snapshot;
  return respondWith(request, body, new Date(pointer.published), {
    'Cache-Control': CACHE_CONTROL[serving.state],
    Release: pointer.release,
    'Release-State': serving.state,
  });
}

/**
 * Serves a file of a release, the same for ever: dated by that release, without a state, and with a constant link to where the
 * newest version of the file is (RFC 5829).
 */
export function respondFrozen(request: Request, body: Body, release: Release, latest: string): Response {
  return respondWith(request, body, new Date(release.released), {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Link: `<${latest}>; rel="latest-version"`,
    Release: release.id,
  });
}

/** Serves a file of a version of the element, the same from the day on which it was frozen. It belongs to no release. */
export function respondVersion(request: Request, body: Body, frozen: string, latest: string): Response {
  return respondWith(request, body, new Date(frozen), {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Link: `<${latest}>; rel="latest-version"`,
  });
}

/** Serves a page that any host may frame. */
export function respondFrame(request: Request, body: Body, serving: Serving, origin: string): Response {
  const { pointer } = serving.snapshot;
  return respondWith(request, { ...body, headerClass: 'frame' }, new Date(pointer.published), {
    ...framePolicy(origin),
    'Cache-Control': CACHE_CONTROL[serving.state],
    Release: pointer.release,
    'Release-State': serving.state,
  });
}

function respondWith(request: Request, body: Body, lastModified: Date, own: Record<string, string>): Response {
  const etag = `"${body.sha256.slice(0, 32)}"`;
  const headers = new Headers({
    ...EVERYWHERE,
    ...SECURITY[body.headerClass ?? classOf(body.type)],
    ...linksOf(new URL(request.url).pathname),
    ETag: etag,
    'Last-Modified': lastModified.toUTCString(),
    ...(body.rows === undefined ? {} : { 'Row-Count': String(body.rows) }),
    // Shown where a browser can show it, saved under this name where it is saved
    ...(body.fileName === undefined ? {} : { 'Content-Disposition': `inline; filename="${body.fileName}"` }),
    ...own,
  });
  switch (evaluateConditions(request.headers, etag, lastModified)) {
    case 'failed':
      return respondProblem('precondition-failed', 'No entity tag in If-Match is the current one.');
    case 'not-modified':
      return new Response(null, { status: 304, headers });
    case 'send':
      headers.set('Content-Type', body.type);
      // The runtime sets it for GET alone; a HEAD must carry the length of what GET would send
      headers.set('Content-Length', String(body.bytes.length));
      return new Response(body.bytes, { headers });
  }
}

/** A problem in the terms of RFC 9457; never cached. `members` stand beside its own, `headers` beside those of every answer. */
export function respondProblem(
  name: ProblemName,
  detail: string,
  { members = {}, headers = {} }: { members?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Response {
  const { status, title } = problems[name];
  const text = `${JSON.stringify({ type: problemType(name), status, title, detail, ...members })}\n`;
  return respondUncached(text, 'application/problem+json; charset=utf-8', status, headers);
}

/** 400 for a query, with all that is wrong with it. */
export function respondBadQuery(path: string, errors: readonly QueryError[]): Response {
  const detail = `The query of ${path} was not understood; errors says what would be.`;
  return respondProblem('bad-query', detail, { members: { errors } });
}

/** Bytes that belong to no release, such as the state of the service. */
export function respondUncached(text: string, type: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { ...EVERYWHERE, ...SECURITY[classOf(type)], 'Cache-Control': 'no-store', 'Content-Type': type, ...headers },
  });
}

/** The answer to OPTIONS: what may be asked, by anybody. */
export function respondOptions(): Response {
  const headers = {
    ...EVERYWHERE,
    ...SECURITY.data,
    Allow: 'GET, HEAD, OPTIONS',
    'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
    'Access-Control-Allow-Headers': 'If-Match, If-None-Match, If-Modified-Since',
    'Access-Control-Max-Age': '86400',
    'Cache-Control': 'no-store',
  };
  return new Response(null, { status: 204, headers });
}
