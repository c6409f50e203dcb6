import { playwright } from '@vitest/browser-playwright';
import { defineProject } from 'vitest/config';
import description from '../../package.json' with { type: 'json' };
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../browsers/chromium.ts';
import { COMMON } from '../config.ts';
import { factsServer } from './facts-server.ts';

export default defineProject({
  cacheDir: '../../node_modules/.vite/widget',
  // Named, because a dependency that is found in the middle of a first run reloads the page of a test
  optimizeDeps: { include: ['@lit/reactive-element'] },
  plugins: [factsServer()],
  define: { XIZANG_TRADE_VERSION: JSON.stringify(description.version), XIZANG_TRADE_HAS_SHEETS: 'true' },
  // Lit as it is shipped, not its development build
  resolve: { conditions: ['module', 'browser', 'production'] },
  test: {
    ...COMMON,
    name: 'widget',
    include: ['**/*.test.ts'],
    // One server, whose mode and list of requests the files share
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_ARGUMENTS, '--js-flags=--expose-gc'] },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
