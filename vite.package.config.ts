import { join } from 'node:path';
import { defineConfig } from 'vite';
import dataset from './data/tables/dataset.json' with { type: 'json' };
import description from './package.json' with { type: 'json' };
import { STYLE_TARGET } from './vite.config.ts';

/**
 * The modules of the package for npm, neither pressed nor with Lit in them: whoever installs it has a bundler, and perhaps a Lit
 * already. Data comes from the publication, as it does for the script that it serves, not from where a bundler puts the module.
 */
export default defineConfig({
  root: join(import.meta.dirname, 'widget/package'),
  publicDir: false,
  define: {
    XIZANG_TRADE_VERSION: JSON.stringify(description.version),
    XIZANG_TRADE_HAS_SHEETS: 'typeof CSSStyleSheet !== "undefined"',
    'import.meta.url': JSON.stringify(`${dataset.origin}/xizang-trade.js`),
  },
  build: {
    target: 'es2022',
    cssTarget: STYLE_TARGET,
    outDir: '../../dist/package',
    emptyOutDir: false,
    minify: false,
    lib: { entry: { 'xizang-trade': 'xizang-trade.ts', define: 'define.ts', react: 'react.ts' }, formats: ['es'] },
    rolldownOptions: { external: /^@lit\//, output: { chunkFileNames: 'element.js' } },
  },
});
