import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** The package as it is installed, in Node, in the compilers of frameworks and in Chromium: in test:all, for npm asks the registry. */
export default defineProject({
  test: {
    ...COMMON,
    name: 'packages',
    environment: 'node',
    include: ['**/*.test.ts'],
    globalSetup: ['./install.ts', '../browsers/chromium-server.ts'],
    // As consumers build. Otherwise Lit and React take it for development, and say so in the console
    env: { NODE_ENV: 'production' },
  },
});
