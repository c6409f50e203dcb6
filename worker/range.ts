import type { Prepared } from './prepare.ts';

/** The first and the last byte of a part, both included. */
export type Range = { first: number; last: number };

/**
 * The one part of `size` bytes that a request asks for (RFC 9110, section 14). `undefined` where the whole is to be sent: without a
 * range, for several at once, for what is not a range of bytes, and where If-Range is not the tag or the date of what there is.
 */
export function rangeOf(headers: Headers, { etag, lastModified }: Prepared, size: number): Range | 'unsatisfiable' | undefined {
  const asked = headers.get('Range');
  if (asked === null) return undefined;
  const condition = headers.get('If-Range');
  if (condition !== null && condition !== etag && condition !== lastModified.toUTCString()) return undefined;
  const [, from = '', to = ''] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(asked) ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'unsatisfiable' : { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first >= size ? 'unsatisfiable' : { first, last };
}
