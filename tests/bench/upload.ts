import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../data/commands/tables.ts';

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');

/** Our Worker as `npm run deploy` uploads it. */
export function uploadOurs(folder: string): Promise<string> {
  return bundle(join(ROOT, 'wrangler.toml'), 'index', join(folder, 'ours'));
}

/** A Worker of this folder, bundled in the same way. */
export function uploadOther(name: string, folder: string): Promise<string> {
  const config = join(folder, `${name}.json`);
  const main = join(import.meta.dirname, 'workers', `${name}.ts`);
  writeFileSync(config, JSON.stringify({ name: 'bench', main, compatibility_date: '2026-10-01', keep_names: false }));
  return bundle(config, name, join(folder, name));
}

async function bundle(config: string, name: string, out: string): Promise<string> {
  await promisify(execFile)(process.execPath, [WRANGLER, 'deploy', '--dry-run', '--config', config, '--outdir', out], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  return readFileSync(join(out, `${name}.js`), 'utf8');
}
