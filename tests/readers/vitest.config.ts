import { defineProject } from 'vitest/config';

/** Programs that other people wrote, over what was built: they come from Debian (`npm run test:all`). */
export default defineProject({
  test: {
    name: 'readers',
    environment: 'node',
    include: ['**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // After all others: two servers that start at once on two cores are both late, and `npm start` promises twenty seconds
    sequence: { groupOrder: 1 },
  },
});
