import { defineProject } from 'vitest/config';

/** The commands as processes of their own, killed and against a stand-in of Cloudflare's API: slow, so only in test:all. */
export default defineProject({
  test: {
    name: 'publishing',
    environment: 'node',
    include: ['**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    // Two at once, for they wait for processes most of the time; and by themselves, for other tests measure
    maxWorkers: 2,
    sequence: { groupOrder: 3 },
  },
});
