import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server under measurement, alone on its core. */
export type Server = { pid: number; origin: string; startedMs: number; stop(): Promise<void> };

/** The core of the servers and the one of the load; the script itself sleeps while they work. */
export const SERVER_CORE = '0';
export const LOAD_CORE = '1';

const READY_WITHIN_MS = 20_000;

/** Starts a program that listens on `port`, pinned to the servers' core, and waits until it does. */
export async function startServer(program: string, args: readonly string[], port: number): Promise<Server> {
  const began = performance.now();
  const child = spawn('taskset', ['-c', SERVER_CORE, program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed = (printed + chunk).slice(-4000)));
  const origin = `http://127.0.0.1:${port}`;
  while (!answers(port)) {
    const failed = child.exitCode !== null || performance.now() - began > READY_WITHIN_MS;
    if (failed) throw new Error(`${program} did not listen on port ${port}. It printed: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  // taskset replaces itself by the program, so that its id is the program's
  return { pid: child.pid ?? 0, origin, startedMs: performance.now() - began, stop: () => stop(child) };
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The CPU time of a process and all its threads so far, in milliseconds: from the scheduler, which counts nanoseconds. */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return (
    threads.reduce((sum, id) => sum + Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]), 0) / 1e6
  );
}

/** Resident memory in MiB. */
export function residentMiB(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** Whether a socket in state LISTEN (0A) has the port: a look at a table, for a connection would be work for the server. */
function answers(port: number): boolean {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .some((line) => line.includes(`${address} 00000000:0000 0A`));
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
