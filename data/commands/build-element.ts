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
    'xizang-trade.css': readStyle(),
  };
}

/** The look of the figures in a page. The script has the second part only: no rule of a page reaches into it. */
export function readStyle(): string {
  return ['figure.css', 'card.css'].map((file) => readFileSync(join(ROOT, 'widget', file), 'utf8')).join('\n');
}
