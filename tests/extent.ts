import { configDefaults } from 'vitest/config';

/** How much is run: `daily` by `npm test`, `all` by `npm run test:all`, which has the time for large numbers and `*.long.test.ts`. */
export type Extent = 'daily' | 'all';

export const EXTENT: Extent = process.env.TEST_EXTENT === 'all' ? 'all' : 'daily';

/** Files that this extent leaves out. */
export const EXCLUDED = [...configDefaults.exclude, ...(EXTENT === 'all' ? [] : ['**/*.long.test.ts'])];

/**
 * Where property tests begin: at the same place in each run of `npm test`, elsewhere in each of `npm run test:all`. fast-check prints it
 * when a property fails; `TEST_SEED=… npm test` begins there again.
 */
export const SEED = Number(process.env.TEST_SEED ?? 2026);
