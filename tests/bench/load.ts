import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cpuMs, LOAD_CORE, type Server } from './server.ts';

/** What is asked for: one address with its headers, or the paths of a file one after the other. */
export type Ask = { path: string; headers?: Record<string, string>; paths?: { file: string; skip: number } };

/** What a server did under full load. `cpu` is microseconds of its process for a request. */
export type Measured = { perSecond: number; cpu: number; p50: number; p99: number };

const CONNECTIONS = 16;

/** Asks a server for the same over and over with wrk, pinned to the other core; throws when one answer was an error. */
export async function load(server: Server, { path, headers = {}, paths }: Ask, seconds: number): Promise<Measured> {
  const options = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const script = ['-s', join(import.meta.dirname, 'load.lua')];
  const tail = paths === undefined ? [] : ['--', paths.file, String(paths.skip)];
  const args = ['-c', LOAD_CORE, 'wrk', '-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, ...options, ...script];
  const before = cpuMs(server.pid);
  const { stdout } = await promisify(execFile)('taskset', [...args, `${server.origin}${path}`, ...tail]);
  const cpu = cpuMs(server.pid) - before;
  const [, json = '{}'] = /^JSON (.*)$/m.exec(stdout) ?? [];
  const { requests, microseconds, errors, p50, p99 } = JSON.parse(json);
  if (errors !== 0 || !(requests > 0))
    throw new Error(`wrk had ${errors} errors in ${requests} requests for ${path} at ${server.origin}. It printed: ${stdout}`);
  return { perSecond: requests / (microseconds / 1e6), cpu: (cpu * 1000) / requests, p50, p99 };
}
