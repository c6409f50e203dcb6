import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** The Worker as it serves the built release: files that publish that one and change nothing share one isolate, and its KV. */
export default defineProject({
  plugins: [cloudflareTest({ wrangler: { configPath: '../../wrangler.toml' } })],
  test: { ...COMMON, name: 'served', isolate: false, include: ['**/*.test.ts'] },
});
