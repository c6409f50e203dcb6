import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = ['data', 'worker', 'widget', 'LICENSE', 'package.json', 'tsconfig.json', 'vite.config.ts', 'wrangler.toml'];

/** A copy of the project in a folder of its own, so that what it builds is not what other tests read. */
export function copyProject(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'xizang-trade-'));
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  // So that no copy draws the pictures again
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  symlinkSync(join(ROOT, '.cache'), join(folder, '.cache'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `npm start` in a folder, with all that it printed so far. */
export type Started = { process: ChildProcess; printed: () => string; ended: Promise<number> };

export function startProject(folder: string, environment: Record<string, string>): Started {
  const child = spawn(process.execPath, [join(folder, 'data/commands/start.ts')], {
    cwd: folder,
    env: { ...process.env, ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? -1)));
  return { process: child, printed: () => text, ended };
}

/** Long enough for any machine: it is there to end a wait for what never comes. */
const HANG_MS = 240_000;

/** Waits until something was printed; throws with all that was printed when the command ends before, or hangs. */
export async function waitFor({ printed, ended }: Started, text: string): Promise<void> {
  const deadline = Date.now() + HANG_MS;
  const over = ended.then((code) => `It ended with ${code}.`);
  while (!printed().includes(text)) {
    const state = await Promise.race([over, new Promise<''>((resolve) => setTimeout(resolve, 50, ''))]);
    if (state !== '' || Date.now() > deadline) throw new Error(`${state || 'It hangs.'} It printed:\n${printed()}`);
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port.')),
      );
    });
  });
}
