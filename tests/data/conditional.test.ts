import { expect, it } from 'vitest';
import { conditionsOf, evaluate } from '../../worker/conditional.ts';
import { cpuOf } from '../cpu.ts';

const ETAG = `"${'0123456789abcdef'.repeat(2)}"`;

/** Microseconds of CPU to compare a list of so many tags with one that is not among them. */
function costOf(tag: string, times: number): number {
  const headers = new Headers({ 'If-None-Match': Array.from({ length: times }, () => tag).join(',') });
  return cpuOf(() => expect(evaluate(conditionsOf(headers), ETAG, new Date(0))).toBe('send'));
}

it.each([
  ['any tags', '"a-tag"'],
  ['tags that nearly match', `${ETAG.slice(0, -2)}"`],
  ['tags and blanks that nearly match', `   ${ETAG}x   `],
])('a list of %s takes time in proportion to its length: no pattern looks twice', (_, tag) => {
  // Ten where it is in proportion; a hundred where every tag is looked at again for each that follows
  expect(costOf(tag, 20_000) / costOf(tag, 2000)).toBeLessThan(40);
});
