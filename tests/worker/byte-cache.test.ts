import { expect, it } from 'vitest';
import { ByteCache } from '../../worker/byte-cache.ts';

const entry = (size: number) => ({ bytes: new Uint8Array(size) });

it('lets go of what was not used for longest when it is full', () => {
  const cache = new ByteCache(10);
  cache.set('a', entry(4));
  cache.set('b', entry(4));
  cache.get('a');
  cache.set('c', entry(4));
  expect(['a', 'b', 'c'].map((name) => cache.get(name)?.bytes.length)).toEqual([4, undefined, 4]);
});

it('does not empty itself for what would never fit', () => {
  const cache = new ByteCache(10);
  cache.set('a', entry(4));
  cache.set('huge', entry(11));
  expect([cache.get('a')?.bytes.length, cache.get('huge')]).toEqual([4, undefined]);
});
