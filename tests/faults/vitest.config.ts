import { defineProject } from 'vitest/config';

/**
 * The Worker as wrangler bundles it, in workerd itself and in Miniflare, before a KV that does what it is told, asked through raw
 * sockets: what `fetch` would mend on the way arrives as it is. One file at a time, for some measure.
 */
export default defineProject({
  test: {
    name: 'faults',
    environment: 'node',
    include: ['**/*.test.ts'],
    globalSetup: 'bundle.ts',
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
