import { type ErrorHandler, Hono } from 'hono';
import { isTrackingTag } from '../data/tracking-tags.ts';
import type { App } from './context.ts';
import type { Env } from './env.ts';
import { log } from './log.ts';
import { redirectOf } from './redirects.ts';
import { respondNotFound, respondRedirect, respondTooLong } from './refusals.ts';
import { respondOptions, respondProblem } from './respond.ts';
import { overTls } from './security.ts';
import { serveChanges } from './serve-changes.ts';
import { serveCitation, serveReleaseCitation } from './serve-citation.ts';
import { serveEmbedPage } from './serve-embed-page.ts';
import { serveFactPage } from './serve-fact-page.ts';
import { serveFact, serveFacts } from './serve-facts.ts';
import { serveFile } from './serve-file.ts';
import { serveFrame } from './serve-frame.ts';
import { serveFrozen } from './serve-frozen.ts';
import { serveHealth } from './serve-health.ts';
import { serveHistory } from './serve-history.ts';
import { serveObservation } from './serve-observation.ts';
import { serveObservationsPage } from './serve-observations-page.ts';
import { serveOEmbed } from './serve-oembed.ts';
import { serveBadge, servePicture } from './serve-picture.ts';
import { serveReleasePage } from './serve-release-page.ts';
import { serveTable } from './serve-table.ts';
import { serveVersion } from './serve-version.ts';
import { UnavailableError } from './store.ts';

/** Letters, digits and what joins them, or an address of IPv6 in brackets; and a port. */
const HOST = /^(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?$/;

const LONGEST_PATH = 256;
const LONGEST_QUERY = 1024;

/** Addresses that are one each: found by one lookup, in whatever order they stand. */
const app = new Hono<App>();

app.get('/', serveFile);
app.get('/zh/', serveFile);
app.get('/observations', serveObservationsPage);
app.get('/zh/observations', serveObservationsPage);
app.get('/embed', serveEmbedPage);
app.get('/zh/embed', serveEmbedPage);
app.get('/docs', serveFile);
app.get('/problems', serveFile);
app.get('/zh/problems', serveFile);
app.get('/page.css', serveFile);
app.get('/copy.js', serveFile);
app.get('/embed.js', serveFile);
app.get('/frame.css', serveFile);
app.get('/frame.js', serveFile);
app.get('/icon.svg', serveFile);
app.get('/observations.csv', serveTable);
app.get('/observations.json', serveTable);
app.get('/observations.ndjson', serveTable);
app.get('/observations-excel.csv', serveFile);
app.get('/observations.parquet', serveFile);
app.get('/xizang-trade.xlsx', serveFile);
app.get('/xizang-trade.zip', serveFile);
app.get('/claims.csv', serveTable);
app.get('/claims.json', serveTable);
app.get('/sources.csv', serveTable);
app.get('/sources.json', serveTable);
app.get('/indicators.csv', serveTable);
app.get('/indicators.json', serveTable);
app.get('/codes.csv', serveTable);
app.get('/codes.json', serveTable);
app.get('/milestones.csv', serveTable);
app.get('/milestones.json', serveTable);
app.get('/checks.csv', serveTable);
app.get('/checks.json', serveTable);
app.get('/changes.csv', serveFile);
app.get('/changes.json', serveChanges);
app.get('/withdrawals.csv', serveFile);
app.get('/withdrawals.json', serveFile);
app.get('/dataset.json', serveFile);
app.get('/openapi.json', serveFile);
app.get('/datapackage.json', serveFile);
app.get('/csvw.json', serveFile);
app.get('/dataset.jsonld', serveFile);
app.get('/dcat.jsonld', serveFile);
app.get('/.well-known/api-catalog', serveFile);
app.get('/.well-known/security.txt', serveFile);
app.get('/llms.txt', serveFile);
app.get('/robots.txt', serveFile);
app.get('/sitemap.xml', serveFile);
app.get('/tables.json', serveFile);
app.get('/dataset.bib', serveCitation);
app.get('/dataset.ris', serveCitation);
app.get('/dataset.csl.json', serveCitation);
app.get('/dataset.txt', serveCitation);
app.get('/dataset.md', serveCitation);
app.get('/facts.json', serveFacts);
app.get('/oembed.json', serveOEmbed);
app.get('/history.json', serveFile);
app.get('/feed.atom', serveFile);
app.get('/feed.json', serveFile);
app.get('/releases.json', serveFile);
app.get('/xizang-trade.js', serveFile);
app.get('/xizang-trade.css', serveFile);
app.get('/versions.json', serveFile);
app.get('/health', serveHealth);

/** Addresses with ids in them, tried one after the other. */
const patterns = new Hono<App>();

patterns.get('/observations/:observation{[a-z0-9_-]+\\.json}', serveObservation);
patterns.get('/schemas/:table{[a-z]+\\.schema\\.json}', serveFile);
patterns.get('/facts/:fact{[a-z0-9-]+\\.json}', serveFact);
patterns.get('/facts/:fact{[a-z0-9-]+\\.bib}', serveCitation);
patterns.get('/facts/:fact{[a-z0-9-]+\\.ris}', serveCitation);
patterns.get('/facts/:fact{[a-z0-9-]+\\.csl\\.json}', serveCitation);
patterns.get('/facts/:fact{[a-z0-9-]+\\.txt}', serveCitation);
patterns.get('/facts/:fact{[a-z0-9-]+\\.md}', serveCitation);
patterns.get('/facts/:fact{[a-z0-9-]+\\.svg}', servePicture);
patterns.get('/facts/:fact{[a-z0-9-]+\\.png}', servePicture);
patterns.get('/badge/:fact{[a-z0-9-]+\\.svg}', serveBadge);
patterns.get('/facts/:fact{[a-z0-9-]+}/history.json', serveHistory);
patterns.get('/facts/:fact{[a-z0-9-]+}', serveFactPage);
patterns.get('/zh/facts/:fact{[a-z0-9-]+}', serveFactPage);
patterns.get('/facts/:fact{[a-z0-9-]+}/frame', serveFrame);
patterns.get('/feed/:release{[0-9.-]+\\.(?:atom|json)}', serveFile);
patterns.get('/feeds/:topic{[a-z]+\\.atom}', serveFile);
patterns.get('/releases/:release{[0-9.-]+}/', serveReleasePage);
patterns.get('/zh/releases/:release{[0-9.-]+}/', serveReleasePage);
patterns.get('/releases/:release{[0-9.-]+}/:file{[a-z-]+\\.(?:csv|json|ndjson)}', serveFrozen);
patterns.get('/releases/:release{[0-9.-]+}/dataset.bib', serveReleaseCitation);
patterns.get('/releases/:release{[0-9.-]+}/dataset.ris', serveReleaseCitation);
patterns.get('/releases/:release{[0-9.-]+}/dataset.csl.json', serveReleaseCitation);
patterns.get('/releases/:release{[0-9.-]+}/dataset.txt', serveReleaseCitation);
patterns.get('/releases/:release{[0-9.-]+}/dataset.md', serveReleaseCitation);
patterns.get('/:version{v[0-9]+\\.[0-9]+\\.[0-9]+}/xizang-trade.js', serveVersion);
patterns.get('/:version{v[0-9]+\\.[0-9]+\\.[0-9]+}/xizang-trade.css', serveVersion);

app.notFound(({ req, env, executionCtx }) => patterns.fetch(req.raw, env, executionCtx));
patterns.notFound(({ req }) => respondElsewhere(req.path, new URL(req.url).search));

const respondError: ErrorHandler<App> = (error, { req }) => {
  log('request-failed', { path: req.path, error });
  if (error instanceof UnavailableError) {
    const detail = 'No copy of this file can be read at the moment. Try again later.';
    return respondProblem('unavailable', detail, { headers: { 'Retry-After': '60' } });
  }
  return respondProblem('internal-error', 'Something went wrong here; it was logged.');
};
app.onError(respondError);
patterns.onError(respondError);

export default {
  /** Answers that belong to a release bring all their headers along; only what is uncached has still to say that it came over TLS. */
  async fetch(request, env, context) {
    const { url } = request;
    const response = await answer(request, url, env, context);
    if (isUncached(response, url)) for (const [name, value] of Object.entries(overTls(url))) response.headers.set(name, value);
    return response;
  },
} satisfies ExportedHandler<Env>;

/** By the status, because to read a header costs more. */
function isUncached({ status }: Response, url: string): boolean {
  return (status !== 200 && status !== 304) || url.endsWith('/health');
}

/** Settles what is the same for every URL, then routes. HEAD is a GET whose body the runtime drops, so that its length stays. */
function answer(request: Request, url: string, env: Env, context: ExecutionContext): Response | Promise<Response> {
  if (!isAddress(url, request.headers.get('Host') ?? 'none'))
    return respondProblem('bad-host', 'The Host header of this request is no name of a host.');
  const { method } = request;
  if (method === 'OPTIONS') return respondOptions();
  if (method !== 'GET' && method !== 'HEAD') {
    const detail = 'Everything here is read-only. Use GET, HEAD or OPTIONS.';
    return respondProblem('method-not-allowed', detail, { headers: { Allow: 'GET, HEAD, OPTIONS' } });
  }
  const [path, query] = split(url);
  if (path.length > LONGEST_PATH || query.length > LONGEST_QUERY) return respondTooLong(path, LONGEST_PATH, LONGEST_QUERY);
  // No address of ours has an escape in its path, and the router would decode it
  if (path.includes('%')) return respondElsewhere(path, query === '' ? '' : `?${query}`);
  const asked = query.includes('=') ? withoutTags(query) : query;
  if (asked !== query)
    return app.fetch(toGet(request, `${url.slice(0, -query.length - 1)}${asked && `?${asked}`}`), env, context);
  return app.fetch(method === 'HEAD' ? toGet(request, url) : request, env, context);
}

/** The query without what newsletters and networks put there: with a tag an address is the same one, for our caches too. */
function withoutTags(query: string): string {
  const parts = query.split('&');
  const kept = parts.filter((part) => !isTrackingTag(part.split('=', 1)[0] ?? ''));
  return kept.length === parts.length ? query : kept.join('&');
}

/** The same request for a representation, made anew: one with another method, or with a body, cannot be copied. */
function toGet(request: Request, url: string): Request {
  const headers = new Headers(request.headers);
  // A part is of GET alone (RFC 9110, 14.2)
  if (request.method === 'HEAD') headers.delete('Range');
  return new Request(url, { headers, ...(request.cf === undefined ? {} : { cf: request.cf }) });
}

/** What is not here: the page that was meant, or a 404. */
function respondElsewhere(path: string, search: string): Response {
  const redirect = redirectOf(path);
  return redirect === undefined ? respondNotFound(path) : respondRedirect(redirect.path, search, redirect.status);
}

/** The path of an address, and what stands behind its question mark. */
function split(url: string): [path: string, query: string] {
  const start = url.indexOf('/', url.indexOf(':') + 3);
  const mark = url.indexOf('?', start);
  return mark === -1 ? [url.slice(start), ''] : [url.slice(start, mark), url.slice(mark + 1)];
}

/** The last host that was one, and what its addresses begin with: to take every address apart costs more than to route it. */
let known = { host: '', beginning: '' };

/** workerd joins the Host header and the target as they came: what is no host breaks the address, or moves into the path. */
function isAddress(url: string, host: string): boolean {
  if (host === known.host && url.startsWith(known.beginning)) return true;
  if (!HOST.test(host) || URL.parse(url) === null) return false;
  const beginning = `${url.slice(0, url.indexOf(':'))}://${host}/`;
  if (url.startsWith(beginning)) known = { host, beginning };
  return true;
}
