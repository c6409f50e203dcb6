import { type Coding, codings } from '../data/keys.ts';
import { Recent } from './recent.ts';

/** A coding, or none. */
export type AnyCoding = Coding | 'identity';

/**
 * The header that the client sent: the edge, and Miniflare, replace it with `br, gzip`, and keep what it was beside it
 * (https://developers.cloudflare.com/workers/runtime-apis/request/). A header that names neither was not replaced, and to look
 * beside it costs more than all headers together.
 */
export function acceptEncodingOf(request: Request): string | null {
  const header = request.headers.get('Accept-Encoding');
  if (header === null || !REPLACED.test(header)) return header;
  const cf = request.cf as Partial<IncomingRequestCfProperties> | undefined;
  return cf?.clientAcceptEncoding ?? header;
}

const REPLACED = /br|gzip/;

/**
 * Which of the codings that a file has a client takes (RFC 9110, 12.5.3), the one to send first. A client that says nothing takes
 * anything, and gets the file as it is; one that takes nothing gets that too, because an error would help nobody.
 */
export function acceptable(header: string | null, has: Partial<Record<Coding, unknown>>): AnyCoding[] {
  const ranked = header === null ? ALL.toReversed() : rank(header);
  const taken = ranked.filter((coding) => coding === 'identity' || has[coding] !== undefined);
  return taken.length === 0 ? ['identity'] : taken;
}

const ALL: readonly AnyCoding[] = [...codings, 'identity'];

/** Browsers send two or three of these. */
const ranks = new Recent<readonly AnyCoding[]>(50);

/** All codings that a client takes, the one that it likes best first. */
function rank(header: string): readonly AnyCoding[] {
  const known = ranks.get(header);
  if (known !== undefined) return known;
  const weights = parseWeights(header);
  const weightOf = (coding: AnyCoding) => weights.get(coding) ?? weights.get('*') ?? (coding === 'identity' ? LEAST_WEIGHT : 0);
  // A stable sort: of equal weights the coding that we prefer stays first
  const ranked = ALL.filter((coding) => weightOf(coding) > 0).sort((a, b) => weightOf(b) - weightOf(a));
  if (header.length <= LONGEST_HEADER) ranks.set(header, ranked);
  return ranked;
}

/** Of what nobody has excluded: below the least that can be said, 0.001. */
const LEAST_WEIGHT = 0.0005;

/** Clients send some thirty bytes. */
const LONGEST_HEADER = 1000;

const MEMBER = /^[\t ]*([\w!#$%&'*+.^`|~-]+)[\t ]*(?:;[\t ]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[\t ]*)?$/i;

/** The weight of each coding; a member that is malformed says nothing. */
function parseWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const member of header.slice(0, LONGEST_HEADER).split(',')) {
    const [, name, weight = '1'] = MEMBER.exec(member) ?? [];
    // 8.4.1.3: x-gzip is the same as gzip
    if (name !== undefined) weights.set(name.toLowerCase().replace(/^x-gzip$/, 'gzip'), Number(weight));
  }
  return weights;
}
