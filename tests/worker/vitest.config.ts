import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineProject } from 'vitest/config';

/** Inside workerd, with the bindings of wrangler.toml: real KV, and the seed that `npm run build` made. */
export default defineProject({
  plugins: [cloudflareTest({ wrangler: { configPath: '../../wrangler.toml' } })],
  test: {
    name: 'worker',
    include: ['**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Two at once: the longest of them wait for deadlines
    maxWorkers: 2,
    sequence: { groupOrder: 4 },
  },
});
