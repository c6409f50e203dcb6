import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** What the Worker keeps and for how long, state by state, over copies in memory and a clock that only the tests move. */
export default defineProject({
  test: { ...COMMON, name: 'store', environment: 'node', isolate: false, include: ['**/*.test.ts'] },
});
