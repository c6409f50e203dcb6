import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const KEPT = join(import.meta.dirname, 'screenshots');
const REPORTS = join(import.meta.dirname, '../../.reports/screenshots');

/**
 * Which part of a picture differs from the one in `screenshots/`, 0 to 1; 1 where its size does. The edges of letters may differ a
 * little, as they do from one Chromium to the next. What was seen lies in `.reports/screenshots/`. `KEEP_SCREENSHOTS=1` keeps it as
 * the new picture: look at it first.
 */
export async function compareWithKept(name: string, seen: Buffer): Promise<number> {
  save(REPORTS, name, seen);
  if (process.env.KEEP_SCREENSHOTS !== undefined) save(KEPT, name, seen);
  const file = join(KEPT, `${name}.png`);
  if (!existsSync(file))
    throw new Error(`There is no ${file}. Look at .reports/screenshots/${name}.png, then set KEEP_SCREENSHOTS=1.`);
  const [one, other] = [PNG.sync.read(await readFile(file)), PNG.sync.read(seen)];
  if (one.width !== other.width || one.height !== other.height) return 1;
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.2 }) / (one.width * one.height);
}

function save(folder: string, name: string, picture: Buffer): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), picture);
}
