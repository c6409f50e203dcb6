import { defineProject } from 'vitest/config';

/** The whole project as its users have it: `npm start` in a copy, and a real Chromium before it. */
export default defineProject({
  test: { name: 'browsers', environment: 'node', include: ['**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
});
