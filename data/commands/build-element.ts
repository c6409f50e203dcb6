import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle, type Rollup } from 'vite';
import type { VersionBuild } from '../versions.ts';
import { PublishingError } from './namespace.ts';
import { ROOT } from './tables.ts';

/** Builds the element and gives the bytes of its files. The same sources give the same bytes. */
export async function buildElement(): Promise<VersionBuild['files']> {
  refuseFolder(ROOT);
  const built = (await bundle({
    configFile: join(ROOT, 'vite.config.ts'),
    root: ROOT,
    logLevel: 'warn',
    build: { write: false },
  })) as Rollup.RolldownOutput | Rollup.RolldownOutput[];
  const [script] = [built].flat().flatMap(({ output }) => output.filter((each) => each.type === 'chunk'));
  if (script === undefined) throw new Error('Vite built no script of the element.');
  return { 'xizang-trade.js': script.code, 'xizang-trade.css': readStyle() };
}

/** Throws a `PublishingError` for a folder in which the bundler finds no file, because it reads paths as addresses. */
export function refuseFolder(root: string): void {
  const [character] = /[#?]/.exec(root) ?? [];
  if (character === undefined) return;
  throw new PublishingError(`The path ${root} has a ${character} in it, at which the bundler cuts it off. Rename that folder.`);
}

/** The look of the figures in a page. The script has the second part only: no rule of a page reaches into it. */
export function readStyle(): string {
  return ['figure.css', 'card.css'].map((file) => readFileSync(join(ROOT, 'widget', file), 'utf8')).join('\n');
}
