import { join } from 'node:path';
import { EXCLUDED, EXTENT, type Extent, SEED } from './extent.ts';

declare module 'vitest' {
  interface ProvidedContext {
    extent: Extent;
    seed: number;
  }
}

/** Milliseconds. Limits are there to end a hang: no test may fail because its machine is slow, or does something else meanwhile. */
const HANG_MS = 240_000;

/** Gives property tests the seed of the run. */
export const PROPERTY_SEED = join(import.meta.dirname, 'property-seed.ts');

/** Options that all projects of the tests share. */
export const COMMON = {
  testTimeout: HANG_MS,
  hookTimeout: HANG_MS,
  teardownTimeout: HANG_MS,
  expect: { poll: { timeout: HANG_MS / 4 } },
  // One more than Vitest takes by itself: with two cores it would run one file at a time
  maxWorkers: '100%',
  exclude: EXCLUDED,
  provide: { extent: EXTENT, seed: SEED },
} as const;
