/** What a conditional request (RFC 9110, section 13) asks for, given the validators of what would be sent. */
export function evaluateConditions(headers: Headers, etag: string, lastModified: Date): 'send' | 'not-modified' | 'failed' {
  const ifMatch = headers.get('If-Match');
  if (ifMatch !== null && !matches(ifMatch, etag, 'strong')) return 'failed';
  const ifNoneMatch = headers.get('If-None-Match');
  // 13.1.3: If-Modified-Since is ignored where If-None-Match stands
  if (ifNoneMatch !== null) return matches(ifNoneMatch, etag, 'weak') ? 'not-modified' : 'send';
  const since = parseHttpDate(headers.get('If-Modified-Since'));
  return since !== undefined && lastModified.getTime() <= since ? 'not-modified' : 'send';
}

/** The edge weakens tags when it compresses, so If-None-Match is compared weakly (8.8.3.2), If-Match strongly (13.1.1). */
function matches(list: string, etag: string, comparison: 'weak' | 'strong'): boolean {
  if (list.trim() === '*') return true;
  const prefix = comparison === 'weak' ? '(?:W/)?' : '';
  // Our tags are quoted hexadecimal digits, so nothing in them means anything to a regular expression
  return new RegExp(`(?:^|,)\\s*${prefix}${etag}\\s*(?:,|$)`).test(list);
}

/** The three forms of 5.6.7 all begin with the name of a day; Date.parse alone would read `1` as a date too. */
function parseHttpDate(text: string | null): number | undefined {
  if (text === null || !/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
