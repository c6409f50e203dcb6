import { defineProject } from 'vitest/config';

/** The whole project as its users have it: `npm start` in a copy, and a real Chromium before it. One at a time, for one measures. */
export default defineProject({
  test: {
    name: 'browsers',
    environment: 'node',
    include: ['**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
