import { describe, expect, it } from 'vitest';
import { acceptable, acceptEncodingOf } from '../../worker/accept-encoding.ts';

const BOTH = { br: {}, gzip: {} };

describe('Accept-Encoding', () => {
  it.each<[header: string | null, taken: string[]]>([
    [null, ['identity', 'gzip', 'br']],
    ['', ['identity']],
    ['br', ['br', 'identity']],
    ['gzip', ['gzip', 'identity']],
    ['gzip, deflate, br, zstd', ['br', 'gzip', 'identity']],
    ['br, gzip', ['br', 'gzip', 'identity']],
    ['GZIP', ['gzip', 'identity']],
    ['x-gzip', ['gzip', 'identity']],
    ['deflate, zstd', ['identity']],
    ['*', ['br', 'gzip', 'identity']],
    ['identity', ['identity']],
    ['br;q=0.5, gzip', ['gzip', 'br', 'identity']],
    ['br;q=0.001, identity;q=0.5', ['identity', 'br']],
    ['gzip;q=0.5, br;q=0.5', ['br', 'gzip', 'identity']],
    ['br ; q=1.000 ,\tgzip;q=0.999', ['br', 'gzip', 'identity']],
    ['br;q=0, gzip;q=0', ['identity']],
    ['GZIP;Q=0.5, *;q=0', ['gzip']],
    ['br;q=0, *', ['gzip', 'identity']],
    ['identity;q=0', ['identity']],
    ['*;q=0', ['identity']],
    ['identity;q=0, gzip', ['gzip']],
    // What is malformed says nothing; it is neither taken nor refused
    ['br;q=2, gzip;q=0.5', ['gzip', 'identity']],
    ['br;q=, gzip;q=-1, ;q=1, br br', ['identity']],
    ['brotli, gzipped, xgzip', ['identity']],
    ['constructor, __proto__', ['identity']],
    [`${'x,'.repeat(50_000)}br`, ['identity']],
  ])('%j takes %j', (header, taken) => expect(acceptable(header, BOTH)).toEqual(taken));

  it('is offered only what there is', () => {
    expect(acceptable('br, gzip', { gzip: {} })).toEqual(['gzip', 'identity']);
    expect(acceptable('br, gzip', {})).toEqual(['identity']);
  });
});

describe('the header that the client sent', () => {
  const requestWith = (header: string | undefined, clientAcceptEncoding?: string) => {
    const headers = new Headers(header === undefined ? {} : { 'Accept-Encoding': header });
    return { headers, cf: clientAcceptEncoding === undefined ? undefined : { clientAcceptEncoding } } as unknown as Request;
  };

  it.each([
    ['br, gzip', 'identity', 'identity'],
    ['gzip, br', '', ''],
    ['gzip', 'zstd, gzip', 'zstd, gzip'],
    ['br, gzip', undefined, 'br, gzip'],
    ['identity', undefined, 'identity'],
    [undefined, undefined, null],
  ])('is, of %j with %j beside it, %j', (header, beside, expected) => {
    expect(acceptEncodingOf(requestWith(header, beside))).toBe(expected);
  });
});
