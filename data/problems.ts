/** The problems that a request can meet (RFC 9457): each has a name, a status, and a paragraph on the page `/problems`. */
export const problems = {
  'bad-query': { status: 400, title: 'The query was not understood' },
  'bad-host': { status: 400, title: 'The host is none' },
  'not-found': { status: 404, title: 'Not found' },
  'not-yet-known': { status: 404, title: 'Not known on that day' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  withdrawn: { status: 410, title: 'Withdrawn' },
  'precondition-failed': { status: 412, title: 'Precondition failed' },
  'too-long': { status: 414, title: 'URI too long' },
  range: { status: 416, title: 'Range not satisfiable' },
  'internal-error': { status: 500, title: 'Internal error' },
  'not-implemented': { status: 501, title: 'Not implemented' },
  unavailable: { status: 503, title: 'Service unavailable' },
} as const;

export type ProblemName = keyof typeof problems;

export const problemNames = Object.keys(problems) as ProblemName[];

/**
 * The `type` of a problem: a whole path, as RFC 9457 (3.1.1) asks of one that is relative. Problems are answered also where no
 * release can be read, and the address is known to releases only; the host of a request is never repeated.
 */
export function problemType(name: ProblemName): string {
  return `/problems#${name}`;
}
