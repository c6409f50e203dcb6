import type { QueryError } from '../data/parse-query.ts';
import { type ProblemName, problems, problemType } from '../data/problems.ts';
import type { Release } from '../data/release.ts';
import { conditionsOf, evaluate } from './conditional.ts';
import { type Coded, type Described, type Prepared, prepare, type Terms } from './prepare.ts';
import { rangeOf } from './range.ts';
import { classOf, EVERYWHERE, framePolicy, SECURITY } from './security.ts';
import type { Serving } from './store.ts';

/** Bytes to be sent, with the type and the digest that travel with them, how many rows they are, and the name to save them by. */
export type Body = Described & { bytes: Uint8Array; sha256: string };

/** One thing in all the ways to send it that this client takes, the first one first, and how to get at the bytes. */
export type Choice = {
  described: Described;
  coded: readonly Coded[];
  identity: Coded;
  read: (coded: Coded) => Promise<Read>;
};

/** Bytes in a coding that was asked for, or in another one where those could not be had. */
export type Read = { bytes: Uint8Array; coded: Coded };

const CURRENT = 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800';
const CACHE_CONTROL = { current: CURRENT, stale: CURRENT, seed: 'public, max-age=30' } as const;

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Serves bytes of the current release: validators, caching, CORS and 304 in one place, alike for all. */
export function respond(request: Request, body: Body, serving: Serving): Response {
  return respondBody(request, body, termsOf(serving));
}

/** The same for a file, which is read only when it has to be sent. */
export function respondFile(request: Request, choice: Choice, serving: Serving): Promise<Response> {
  return respondChoice(request, choice, termsOf(serving));
}

/**
 * Serves a part of a file of a release, the same for ever: dated by that release, without a state, and with a constant link to where
 * the newest version of the file is (RFC 5829).
 */
export function respondFrozen(request: Request, body: Body, release: Release, latest: string): Response {
  return respondBody(request, body, frozenTerms(release, latest));
}

/** The same for a whole file. */
export function respondFrozenFile(request: Request, choice: Choice, release: Release, latest: string): Promise<Response> {
  return respondChoice(request, choice, frozenTerms(release, latest));
}

/** Serves a file of a version of the element, the same from the day on which it was frozen. It belongs to no release. */
export function respondVersion(request: Request, choice: Choice, frozen: string, latest: string): Promise<Response> {
  const headers = { 'Cache-Control': IMMUTABLE, Link: `<${latest}>; rel="latest-version"` };
  return respondChoice(request, choice, { name: `frozen ${frozen}`, lastModified: frozen, headers });
}

/** Serves a page that any host may frame; `origin` is ours. The body says itself that it is a frame: its headers are kept by it. */
export function respondFrame(request: Request, body: Body, serving: Serving, origin: string): Response {
  const terms = termsOf(serving);
  return respondBody(request, body, { ...terms, headers: { ...framePolicy(origin), ...terms.headers } });
}

function termsOf({ state, snapshot: { pointer } }: Serving): Terms {
  const { release, published } = pointer;
  return {
    name: `${state} ${published}`,
    lastModified: published,
    headers: {
      'Cache-Control': CACHE_CONTROL[state],
      Release: release,
      'Release-State': state,
      // For pages that load our script or a picture: they see no headers of it, but this (PerformanceResourceTiming.serverTiming)
      'Server-Timing': `store;desc="${state}"`,
    },
  };
}

function frozenTerms({ id, released }: Release, latest: string): Terms {
  const headers = { 'Cache-Control': IMMUTABLE, Link: `<${latest}>; rel="latest-version"`, Release: id };
  return { name: 'frozen', lastModified: released, headers };
}

function respondBody(request: Request, body: Body, terms: Terms): Response {
  const prepared = prepare(body, { coding: 'identity', sha256: body.sha256, size: body.bytes.length }, terms, request.url);
  switch (evaluate(conditionsOf(request.headers), prepared.etag, prepared.lastModified)) {
    case 'not-modified':
      return respondNotModified(prepared);
    case 'failed':
      return respondFailed();
    case 'send':
      return respondBytes(request, body.bytes, prepared);
  }
}

/** All of it, or the part that was asked for. */
function respondBytes(request: Request, bytes: Uint8Array, prepared: Prepared): Response {
  const range = rangeOf(request.headers, prepared, bytes.length);
  if (range === undefined) return new Response(bytes, { headers: prepared.whole });
  if (range === 'unsatisfiable') {
    const detail = `The range begins behind the end: there are ${bytes.length} bytes. Ask for less, or for the whole.`;
    return respondProblem('range', detail, { headers: { 'Content-Range': `bytes */${bytes.length}` } });
  }
  const headers = new Headers(prepared.whole);
  headers.set('Content-Range', `bytes ${range.first}-${range.last}/${bytes.length}`);
  headers.set('Content-Length', String(range.last - range.first + 1));
  return new Response(bytes.subarray(range.first, range.last + 1), { status: 206, headers });
}

async function respondChoice(request: Request, { described, coded, identity, read }: Choice, terms: Terms): Promise<Response> {
  const { url } = request;
  const conditions = conditionsOf(request.headers);
  // A tag of any coding that the client takes will do: it has the same file
  const ways = conditions.haveTag ? coded : coded.slice(0, 1);
  let failed = 0;
  for (const way of ways) {
    const prepared = prepare(described, way, terms, url);
    const outcome = evaluate(conditions, prepared.etag, prepared.lastModified);
    if (outcome === 'not-modified') return respondNotModified(prepared);
    if (outcome === 'failed') failed += 1;
  }
  if (failed === ways.length) return respondFailed();
  const [preferred] = coded;
  if (preferred === undefined) throw new Error('A file has to be sent in one coding at least.');
  // A part is of the file itself: the parts of what somebody compresses anew fit nobody's others
  const { bytes, coded: sent } = await read(request.headers.has('Range') ? identity : preferred);
  if (sent.coding === 'identity') return respondBytes(request, bytes, prepare(described, sent, terms, url));
  const headers = prepare(described, sent, terms, url).whole;
  // Without `manual` the runtime would compress what is compressed already
  return new Response(bytes, { headers, encodeBody: 'manual' });
}

function respondNotModified({ notModified }: Prepared): Response {
  return new Response(null, { status: 304, headers: notModified });
}

function respondFailed(): Response {
  return respondProblem('precondition-failed', 'No entity tag in If-Match is the current one.');
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
    headers: {
      ...EVERYWHERE,
      ...SECURITY[classOf(type)],
      Vary: 'Accept-Encoding',
      'Cache-Control': 'no-store',
      'Content-Type': type,
      ...headers,
    },
  });
}

/** The answer to OPTIONS: what may be asked, by anybody. */
export function respondOptions(): Response {
  const headers = {
    ...EVERYWHERE,
    ...SECURITY.data,
    Allow: 'GET, HEAD, OPTIONS',
    'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
    // Nothing that is sent changes what is answered but conditions and ranges, and no credentials are taken
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': '86400',
    'Cache-Control': 'no-store',
  };
  return new Response(null, { status: 204, headers });
}
