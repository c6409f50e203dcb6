import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'vite';
import type { VersionBuild } from '../versions.ts';
import { ROOT } from './tables.ts';

/** Builds the element into a folder, and gives the bytes of its files. The same sources give the same bytes. */
export async function buildElement(folder: string): Promise<VersionBuild['files']> {
  await bundle({
    configFile: join(ROOT, 'vite.config.ts'),
    root: ROOT,
    logLevel: 'warn',
    build: { outDir: folder },
  });
  return {
    'xizang-trade.js': readFileSync(join(folder, 'xizang-trade.js'), 'utf8'),
    'xizang-trade.css': readFileSync(join(ROOT, 'widget/card.css'), 'utf8'),
  };
}
