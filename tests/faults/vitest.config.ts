import { defineProject } from 'vitest/config';
import { COMMON, PROPERTY_SEED } from '../config.ts';

/**
 * The Worker as wrangler bundles it, in workerd itself and in Miniflare, before a KV that does what it is told, asked through raw
 * sockets: what `fetch` would mend on the way arrives as it is.
 */
export default defineProject({
  test: {
    ...COMMON,
    name: 'faults',
    setupFiles: [PROPERTY_SEED],
    environment: 'node',
    isolate: false,
    include: ['**/*.test.ts'],
    globalSetup: ['./bundle.ts'],
  },
});
