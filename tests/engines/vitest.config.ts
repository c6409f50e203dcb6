import { defineProject } from 'vitest/config';

/** The element in the engines that Playwright does not drive: they come from Debian (`npm run test:all`). */
export default defineProject({
  test: {
    name: 'engines',
    environment: 'node',
    include: ['**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // After all others, for two more browsers at once are too much for two cores
    sequence: { groupOrder: 2 },
  },
});
