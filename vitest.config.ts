import { defineConfig } from 'vitest/config';

/** Projects by the place where their tests run: Node, workerd, Chromium; `readers` needs programs from Debian (test:all). */
export default defineConfig({
  test: { projects: ['tests/*/vitest.config.ts'] },
});
