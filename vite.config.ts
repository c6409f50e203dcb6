import { join } from 'node:path';
import { defineConfig } from 'vite';
import description from './package.json' with { type: 'json' };

/** The licence of Lit (BSD-3-Clause) wants its notice in every copy, and the minifier drops it. */
const LICENSES = '/*! MIT. Holds @lit/reactive-element: Copyright 2017 Google LLC, opensource.org/license/bsd-3-clause */';

/** The engines that know light-dark(). For older ones it would be rewritten into variables that no figure in a page has. */
export const STYLE_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** The element as one module: no second file to fetch, so that one address is all that a page needs. */
export default defineConfig({
  publicDir: false,
  // The element prints code to embed it, which names the files of its own version
  define: { XIZANG_TRADE_VERSION: JSON.stringify(description.version), XIZANG_TRADE_HAS_SHEETS: 'true' },
  // Otherwise NODE_ENV decides which build of Lit goes in, and the same source gives other bytes
  resolve: {
    conditions: ['module', 'browser', 'production'],
    alias: [{ find: /^\.\/css-tag\.js$/, replacement: join(import.meta.dirname, 'widget/no-css-tag.ts') }],
  },
  build: {
    target: 'es2022',
    cssTarget: STYLE_TARGET,
    outDir: 'dist/element',
    emptyOutDir: true,
    lib: { entry: 'widget/index.ts', formats: ['es'], fileName: () => 'xizang-trade.js' },
    // On top of Rolldown's own: together they save another hundred bytes of 10,240
    minify: 'terser',
    // The names that Lit keeps to itself, of which nothing here asks
    terserOptions: {
      ecma: 2020,
      module: true,
      compress: { passes: 3 },
      mangle: { properties: { regex: /^(_\$|isUpdatePending|getPropertyOptions|getPropertyDescriptor|finalizeStyles)/ } },
    },
    rolldownOptions: {
      // It takes terser three seconds, and that is no news
      checks: { pluginTimings: false },
      optimization: { inlineConst: true },
      output: { minify: true, comments: false, postBanner: LICENSES },
    },
  },
});
