import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const MOST_BYTES = 250_000;

const folder = mkdtempSync(join(tmpdir(), 'upload-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The Worker as wrangler would upload it, which takes a build before it for the folder of the seed. */
let upload: Buffer;
beforeAll(async () => {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', folder], { cwd: ROOT });
  upload = readFileSync(join(folder, 'index.js'));
});

it('the upload of the Worker has less than 250 KB, gzipped', () => {
  expect(gzipSync(upload).length).toBeLessThan(MOST_BYTES);
});

it('it holds the citations, and none of what packs and describes the dataset, or draws it, at build', () => {
  const text = upload.toString();
  expect(text).toContain('@misc{');
  for (const built of [
    'PAR1',
    '[Content_Types].xml',
    'datapackage.org',
    'w3.org/ns/csvw',
    'w3.org/ns/dcat',
    'IHDR',
    'harfbuzz',
    'resvg',
  ]) {
    expect([built, text.includes(built)]).toEqual([built, false]);
  }
});
