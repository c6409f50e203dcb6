import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unstable_readConfig } from 'wrangler';
import { PublishingError } from './namespace.ts';
import { ROOT } from './tables.ts';

/** The program itself, not the script that starts it: one process less, and the one that a deadline ends. */
const WRANGLER = fileURLToPath(import.meta.resolve('wrangler'));
const environment = () => ({ ...process.env, WRANGLER_SEND_METRICS: 'false' });
/** A command of wrangler that hangs, say at a connection that was lost, is ended after this. */
const DEADLINE_MS = 300_000;

/** Runs wrangler and gives back what it printed; throws with its own words where it fails. Nobody is asked anything. */
export function runWrangler(args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRANGLER, ...args], {
      cwd: ROOT,
      env: { ...environment(), FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
    });
    const printed: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
    child.stdout.on('data', (chunk: Buffer) => printed.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => printed.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(printed.stdout));
      const words = Buffer.concat([...printed.stderr, ...printed.stdout])
        .toString()
        .trim()
        .slice(-2000);
      reject(new PublishingError(`wrangler ${args.slice(0, 3).join(' ')} ended with ${signal ?? code}. It printed:\n\n${words}`));
    });
  });
}

/** Runs wrangler in this terminal, where it may ask, and shows what it prints; throws where it fails. */
export function runWranglerHere(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRANGLER, ...args], { cwd: ROOT, env: environment(), stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new PublishingError(`wrangler ${args.join(' ')} ended with ${signal ?? code}; it says above why.`));
    });
  });
}

/** The id of the account's namespace, from wrangler.toml; throws with the way to get one. */
export function namespaceId(): string {
  const { kv_namespaces } = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') });
  const id = kv_namespaces.find(({ binding }: { binding: string }) => binding === 'RELEASES')?.id;
  if (id !== undefined && id !== '') return id;
  throw new PublishingError(
    'wrangler.toml gives no id for the namespace RELEASES. Make one with npx wrangler kv namespace create RELEASES, then write its id down with npm run configure -- --namespace ID',
  );
}
