/**
 * What a browser may do with an answer, by the class of what is answered: `data` is read by programs, a `page` is looked at by
 * itself, a `frame` may stand in anybody's page, a `picture` too.
 */
export type HeaderClass = 'data' | 'page' | 'frame' | 'picture';

/** The class of what has nothing else said about it. */
export function classOf(type: string): HeaderClass {
  if (type.startsWith('text/html')) return 'page';
  return type.startsWith('image/') ? 'picture' : 'data';
}

/** Feeds, scripts and files of data need nothing of a browser when one opens them. */
const DATA = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" };

/** Nothing from elsewhere, nothing inline, and no text that becomes markup or script (Trusted Types, none of which exists here). */
const DOCUMENT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const NO_DEVICES = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()';

const PAGE = {
  'Content-Security-Policy': `${DOCUMENT}; form-action 'self'; frame-ancestors 'none'`,
  // Whoever opened a page, or was opened by it, has no hold on its window
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': NO_DEVICES,
};

/**
 * Like a page, but without a form, and anybody may hold it: nothing is said about frame-ancestors, for not even `*` lets in an app
 * whose pages come from a scheme of its own. `origin`, that of the frame, is named beside 'self': in a sandbox without
 * allow-same-origin 'self' is nobody in some versions of WebKit (https://bugs.webkit.org/show_bug.cgi?id=316847).
 */
export function framePolicy(origin: string): Readonly<Record<string, string>> {
  return { 'Content-Security-Policy': `${DOCUMENT.replaceAll("'self'", `'self' ${origin}`)}; form-action 'none'` };
}

/** An SVG is a document when it is opened or held by `<object>`: it may look like something, and do nothing. */
const PICTURE = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *",
};

export const SECURITY: Readonly<Record<HeaderClass, Readonly<Record<string, string>>>> = {
  data: DATA,
  page: PAGE,
  // Its policy names the origin, which only a release knows: framePolicy
  frame: { 'Permissions-Policy': NO_DEVICES },
  picture: PICTURE,
};

const EXPOSED = 'Accept-Ranges, Content-Disposition, Content-Range, ETag, Last-Modified, Link, Release, Release-State, Row-Count';

/** On every response there is, errors included: anybody may read it, nobody may reinterpret it. */
export const EVERYWHERE: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

/**
 * HSTS (RFC 6797), for a year. It is about this host alone, because we do not know who else lives under its domain, and is not
 * sent over plain HTTP (7.2), which is what `npm start` speaks.
 */
export function overTls(url: string): Readonly<Record<string, string>> {
  return url.startsWith('https:') ? OVER_TLS : NOTHING;
}

const OVER_TLS = { 'Strict-Transport-Security': 'max-age=31536000' };
const NOTHING = {};
