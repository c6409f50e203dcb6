import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getPlatformProxy } from 'wrangler';
import type { Prunable } from '../../data/commands/namespace.ts';
import type { Bundle } from '../../data/manifest.ts';

/** Puts the tables of a copy ahead of every release, so that they build as a draft. */
export function changeTables(folder: string): void {
  const file = join(folder, 'data/tables/milestones.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace('border trade points reopened.', 'border trade points opened again.'));
}

/** Leaves a copy without releases and with few facts: pictures of facts are most of what is pushed. */
export function keepFewFacts(folder: string, rows: number): void {
  rmSync(join(folder, 'data/releases'), { recursive: true });
  mkdirSync(join(folder, 'data/releases'));
  const file = join(folder, 'data/tables/facts.csv');
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${lines.slice(0, rows + 1).join('\n')}\n`);
}

/** Leaves a bundle in `dist/`, as `npm run build` would. */
export function leaveBuilt(folder: string, bundle: Bundle): void {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  for (const [key, bytes] of bundle.values) {
    const file = join(folder, 'dist/seed', key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

type RunOptions = {
  cwd: string;
  env?: Record<string, string>;
  /** Kills it when it has printed this. */
  killAt?: string;
  /** Is given the means to kill it. */
  killer?: (kill: () => void) => void;
};

export type Ended = { code: number; stdout: string; stderr: string };

/** Runs a command of the copy to its end. `killAt` kills it, and the workerd that it started, as soon as it has printed that. */
export function runIn(
  folder: string,
  [command = '', ...args]: readonly string[],
  options: Omit<RunOptions, 'cwd'> = {},
): Promise<Ended> {
  return runScript(join(folder, 'data/commands/run', `${command}.ts`), args, { cwd: folder, ...options });
}

/** Runs a script in a process group of its own; the code of one that was killed is -1. */
export function runScript(
  script: string,
  args: readonly string[],
  { cwd, env = {}, killAt, killer }: RunOptions,
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  killer?.(() => kill(child));
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      printed[name] += chunk;
      if (killAt !== undefined && printed.stdout.includes(killAt)) kill(child);
    });
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, ...printed })));
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
}

/** Looks into the local KV of the copy. */
export async function lookInto<Result>(folder: string, look: (namespace: Prunable) => Promise<Result>): Promise<Result> {
  const { env, dispose } = await getPlatformProxy<{ RELEASES: Prunable }>({
    configPath: join(folder, 'wrangler.toml'),
    persist: { path: join(folder, '.wrangler/state/v3') },
  });
  try {
    return await look(env.RELEASES);
  } finally {
    await dispose();
  }
}
