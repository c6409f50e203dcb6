import { defineProject } from 'vitest/config';
import { COMMON } from '../config.ts';

/** The project as its users have it: `npm start` in a copy, the element in pages of other people, and a real Chromium before them. */
export default defineProject({
  test: {
    ...COMMON,
    name: 'browsers',
    environment: 'node',
    isolate: false,
    include: ['**/*.test.ts'],
    globalSetup: ['./chromium-server.ts', './started-project.ts'],
  },
});
