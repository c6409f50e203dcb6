import { defineProject } from 'vitest/config';

/** The commands as processes of their own, killed and against a stand-in of Cloudflare's API: slow, so only in test:all. */
export default defineProject({
  test: { name: 'publishing', environment: 'node', include: ['**/*.test.ts'], testTimeout: 300_000, hookTimeout: 60_000 },
});
