import { defineProject } from 'vitest/config';

/**
 * The Worker as wrangler bundles it, in workerd itself and in Miniflare, before a KV that does what it is told, asked through raw
 * sockets: what `fetch` would mend on the way arrives as it is. What is measured allows for other work on the machine.
 */
export default defineProject({
  test: {
    name: 'faults',
    environment: 'node',
    include: ['**/*.test.ts'],
    globalSetup: 'bundle.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
