import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** The element in the engines that Playwright does not drive: they come from Debian (`npm run test:all`). */
export default defineProject({ test: { ...COMMON, name: 'engines', environment: 'node', include: ['**/*.test.ts'] } });
