import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { readStyle } from '../build-element.ts';
import { ROOT } from '../tables.ts';
import { declareTypes } from './declare-types.ts';
import { describeElement } from './describe-element.ts';
import { describePackage } from './describe-package.ts';

/** Where `npm run package` puts it. */
export const PACKAGE_FOLDER = join(ROOT, 'dist/package');

/** Builds the element as a package for npm: modules, types, styles and descriptions. The same sources give the same bytes. */
export async function buildPackage(folder = PACKAGE_FOLDER): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({ configFile: join(ROOT, 'vite.package.config.ts'), logLevel: 'warn', build: { outDir: folder } });
  declareTypes(folder);
  const files = {
    'package.json': toJson(describePackage()),
    ...describeElement(),
    'xizang-trade.css': readStyle(),
    'README.md': readFileSync(join(ROOT, 'widget/package/README.md'), 'utf8'),
    LICENSE: readFileSync(join(ROOT, 'LICENSE'), 'utf8'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
