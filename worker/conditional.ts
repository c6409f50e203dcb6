/** The conditions of a request (RFC 9110, section 13), read once, for every look at a header has its price. */
export type Conditions = { ifMatch: string | null; ifNoneMatch: string | null; haveTag: boolean; headers: Headers };

export function conditionsOf(headers: Headers): Conditions {
  const [ifMatch, ifNoneMatch] = [headers.get('If-Match'), headers.get('If-None-Match')];
  return { ifMatch, ifNoneMatch, haveTag: ifMatch !== null || ifNoneMatch !== null, headers };
}

/** What the conditions ask for, given the validators of what would be sent. */
export function evaluate(conditions: Conditions, etag: string, lastModified: Date): 'send' | 'not-modified' | 'failed' {
  const { ifMatch, ifNoneMatch, headers } = conditions;
  if (ifMatch !== null && !matches(ifMatch, etag, 'strong')) return 'failed';
  // 13.1.3: If-Modified-Since is ignored where If-None-Match stands
  if (ifNoneMatch !== null) return matches(ifNoneMatch, etag, 'weak') ? 'not-modified' : 'send';
  const since = parseHttpDate(headers.get('If-Modified-Since'));
  return since !== undefined && lastModified.getTime() <= since ? 'not-modified' : 'send';
}

/** The edge weakens tags when it compresses, so If-None-Match is compared weakly (8.8.3.2), If-Match strongly (13.1.1). */
function matches(list: string, etag: string, comparison: 'weak' | 'strong'): boolean {
  if (list === etag || list.trim() === '*') return true;
  const prefix = comparison === 'weak' ? '(?:W/)?' : '';
  // Our tags are quoted hexadecimal digits, so nothing in them means anything to a regular expression
  return new RegExp(`(?:^|,)\\s*${prefix}${etag}\\s*(?:,|$)`).test(list);
}

/** RFC 9110, 5.6.7: IMF-fixdate, the form of RFC 850, and that of asctime, which is in UTC too. Date.parse reads far more. */
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

function parseHttpDate(text: string | null): number | undefined {
  const form = text === null ? -1 : HTTP_DATES.findIndex((date) => date.test(text));
  if (text === null || form === -1) return undefined;
  const time = Date.parse(form === 2 ? `${text} GMT` : text);
  return Number.isNaN(time) ? undefined : time;
}
