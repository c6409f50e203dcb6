import { expect, it } from 'vitest';
import { ByteCache } from '../../worker/byte-cache.ts';

const entry = (size: number) => ({ bytes: new Uint8Array(size) });
/** Room for two entries of 4,000 bytes, but not for three, whatever an entry takes besides. */
const ROOM = 14_000;

it('lets go of what was not used for longest when it is full', () => {
  const cache = new ByteCache(ROOM);
  cache.set('a', entry(4000));
  cache.set('b', entry(4000));
  cache.get('a');
  cache.set('c', entry(4000));
  expect(['a', 'b', 'c'].map((name) => cache.get(name)?.bytes.length)).toEqual([4000, undefined, 4000]);
});

it('does not empty itself for what would never fit', () => {
  const cache = new ByteCache(ROOM);
  cache.set('a', entry(4000));
  cache.set('huge', entry(15_000));
  expect([cache.get('a')?.bytes.length, cache.get('huge')]).toEqual([4000, undefined]);
});

it('is bounded for entries without a byte, too', () => {
  const cache = new ByteCache(ROOM);
  const names = Array.from({ length: 1000 }, (_, index) => `${'x'.repeat(800)}${index}`);
  for (const name of names) cache.set(name, entry(0));
  expect(names.filter((name) => cache.get(name) !== undefined).length).toBeLessThan(10);
  expect(cache.get(names.at(-1) ?? '')).toBeDefined();
});
