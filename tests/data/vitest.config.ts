import { defineProject } from 'vitest/config';
import { COMMON, PROPERTY_SEED } from '../config.ts';

/** The tables, the dataset and the pages in Node; the tests about the whole repository, too. */
export default defineProject({
  test: {
    ...COMMON,
    name: 'data',
    setupFiles: [PROPERTY_SEED],
    environment: 'node',
    isolate: false,
    include: ['**/*.test.ts', '../*.test.ts'],
  },
});
