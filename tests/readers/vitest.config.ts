import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** Programs that other people wrote, over what was built: they come from Debian (`npm run test:all`). */
export default defineProject({
  test: {
    ...COMMON,
    name: 'readers',
    environment: 'node',
    include: ['**/*.test.ts'],
    globalSetup: ['../browsers/started-project.ts'],
  },
});
