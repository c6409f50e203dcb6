import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';

const ELEMENT = join(import.meta.dirname, '../dist/site/xizang-trade.js');
const MOST_BYTES = 10_240;

it('the element has at most 10,240 bytes in brotli, with all that it needs', () => {
  const script = readFileSync(ELEMENT);
  expect(script.toString()).not.toMatch(/\bimport\s*[("']|\bfrom\s*["']/);
  expect(brotliCompressSync(script).length).toBeLessThanOrEqual(MOST_BYTES);
});
