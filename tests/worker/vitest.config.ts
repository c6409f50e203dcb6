import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** The Worker and the commands that publish, in workerd with the bindings of wrangler.toml: each file has an isolate and a KV of its own. */
export default defineProject({
  plugins: [cloudflareTest({ wrangler: { configPath: '../../wrangler.toml' } })],
  test: { ...COMMON, name: 'worker', include: ['**/*.test.ts'] },
});
