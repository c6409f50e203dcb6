import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** The commands as processes of their own, killed and against a stand-in of Cloudflare's API: slow, so only in test:all. */
export default defineProject({ test: { ...COMMON, name: 'publishing', environment: 'node', include: ['**/*.test.ts'] } });
