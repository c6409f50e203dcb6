import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../data/commands/tables.ts';

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');

/** A script as wrangler would upload it. `source` is the path of its main file, in this project. */
export async function toUpload(source: string, folder: string): Promise<string> {
  const name = source.replace(/[^a-z]+/g, '-');
  const config = join(folder, `${name}.json`);
  writeFileSync(config, JSON.stringify({ name: 'bench', main: join(ROOT, source), compatibility_date: '2026-10-01' }));
  const out = join(folder, name);
  await promisify(execFile)(process.execPath, [WRANGLER, 'deploy', '--dry-run', '--config', config, '--outdir', out], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  return readFileSync(join(out, `${source.replace(/^.*\//, '').replace(/\.ts$/, '')}.js`), 'utf8');
}
