import { defineConfig } from 'vite';
import description from './package.json' with { type: 'json' };

/** The licence of Lit (BSD-3-Clause) wants its notice in every copy, and the minifier drops it. */
const LICENSES =
  '/*! xizang-trade: MIT. Holds @lit/reactive-element: Copyright 2017 Google LLC, BSD-3-Clause, https://opensource.org/license/bsd-3-clause */';

/** The element as one module: no second file to fetch, so that one address is all that a page needs. */
export default defineConfig({
  publicDir: false,
  // The element prints code to embed it, which names the files of its own version
  define: { XIZANG_TRADE_VERSION: JSON.stringify(description.version) },
  // Otherwise NODE_ENV decides which build of Lit goes in, and the same source gives other bytes
  resolve: { conditions: ['module', 'browser', 'production'] },
  build: {
    target: 'es2022',
    // The engines that know light-dark(). For older ones it would be rewritten into variables that no figure in a page has
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: 'dist/element',
    emptyOutDir: true,
    lib: { entry: 'widget/index.ts', formats: ['es'], fileName: () => 'xizang-trade.js' },
    // A library is left with its white space, for those who bundle it again; this one is loaded as it is
    rolldownOptions: { output: { minify: true, postBanner: LICENSES } },
  },
});
