import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Manifest } from '../../data/keys.ts';
import { ask } from './answer.ts';
import { layOut, type Scripts, startBare, startOurs } from './contestants.ts';
import { load } from './load.ts';
import { median } from './median.ts';
import { cpuMs, residentMiB, type Server } from './server.ts';
import { type Memory, measureMemory } from './starting.ts';

/** What building a dataset of some size took (build-once.ts). */
export type Built = { computeMs: number; buildMs: number; residentMiB: number };

/** One size, measured in every way; or what broke. Times are milliseconds of CPU, but where they say otherwise. */
export type Scaled =
  | {
      status: 'measured';
      size: number;
      built: Built;
      largest: { path: string; bytes: number };
      releaseBytes: number;
      seedBytes: number;
      memory: Memory;
      residentMiB: number;
      /** A whole file, a query asked before, and one that was not, each in an isolate that is warm. */
      fullMs: number;
      warmMs: number;
      coldMs: number;
      /** The first query of all in an isolate that has served whole files: it parses the table. */
      firstQueryMs: number;
      /** From the start of the process to the first answer, and how much more CPU that took than bare's. */
      startMs: number;
      startCpuMs: number;
    }
  | { status: 'failed'; size: number; reason: string };

const BUILD_WITHIN_MS = 1_800_000;
const TIMES = 5;
const FULL = '/observations.csv';
/** Two partners, one flow, six years: some twenty rows at every size. */
const QUERY = `${FULL}?partner=p0001,p0002&flow=export&product=all&from=2020&frequency=year&labels=en`;

/** Builds a synthetic dataset and serves it. What fails is a finding, not an end. */
export async function measureScale(folder: string, scripts: Scripts, size: number, seconds: number): Promise<Scaled> {
  const at = join(folder, `scale-${size}`);
  try {
    const built = await build(at, size);
    console.log(`${size} observations: built in ${(built.buildMs / 1000).toFixed(1)} s`);
    const folders = layOut(join(at, 'dist'), at);
    const manifest: Manifest = JSON.parse(readFileSync(join(at, 'dist/manifest.json'), 'utf8'));
    const sum = (files: readonly { size: number }[]) => files.reduce((total, file) => total + file.size, 0);
    const largest = manifest.files.reduce((a, b) => (b.size > a.size ? b : a));
    const start = (inspector?: number) =>
      startOurs({ folder: join(at, 'ours'), scripts, folders, ...(inspector === undefined ? {} : { inspector }) });
    const memory = await measureMemory(start, [FULL, '/observations.json', QUERY, '/facts.json?ids=total-2025'], 5);
    const starts = await measureStarts(start, () => startBare({ folder: join(at, 'bare'), scripts }, TWO_BYTES));
    const served = await measureServing(await start(), at, seconds);
    return {
      ...{ status: 'measured', size, built, memory, ...starts, ...served },
      largest: { path: largest.path, bytes: largest.size },
      releaseBytes: sum(manifest.files.filter(({ part }) => part === 'release')),
      seedBytes: sum(manifest.files),
    };
  } catch (error) {
    return { status: 'failed', size, reason: error instanceof Error ? error.message.slice(0, 500) : String(error) };
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

const TWO_BYTES = { status: 200, headers: [], bytes: new Uint8Array([111, 107]) };

async function build(folder: string, size: number): Promise<Built> {
  const script = join(import.meta.dirname, 'build-once.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(size), folder], {
    timeout: BUILD_WITHIN_MS,
    // As on a fresh machine, where nothing has been compressed or drawn
    env: { ...process.env, TABLES: join(folder, 'tables'), RELEASES: join(folder, 'releases'), CACHE: join(folder, 'cache') },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

async function measureStarts(ours: () => Promise<Server>, bare: () => Promise<Server>) {
  const all = { ours: [] as { ms: number; cpu: number }[], bare: [] as { ms: number; cpu: number }[] };
  const first: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    for (const [name, start] of [
      ['bare', bare],
      ['ours', ours],
    ] as const) {
      const server = await start();
      try {
        const began = performance.now();
        await askWell(server, FULL);
        all[name].push({ ms: server.startedMs + performance.now() - began, cpu: cpuMs(server.pid) });
        if (name === 'ours') first.push(await cpuOf(server, QUERY));
      } finally {
        await server.stop();
      }
    }
  }
  const middle = (name: 'ours' | 'bare', key: 'ms' | 'cpu') => median(all[name].map((each) => each[key]));
  return {
    startMs: middle('ours', 'ms'),
    startCpuMs: middle('ours', 'cpu') - middle('bare', 'cpu'),
    firstQueryMs: median(first),
  };
}

async function measureServing(server: Server, folder: string, seconds: number) {
  try {
    await askWell(server, FULL);
    await askWell(server, QUERY);
    // Large answers one by one: sixteen at once would all still be under way when a short run ends
    const full: number[] = [];
    for (let time = 0; time < 4 * TIMES; time += 1) full.push(await cpuOf(server, FULL));
    const cold: number[] = [];
    for (let year = 2003; year < 2020; year += 1) cold.push(await cpuOf(server, QUERY.replace('2020', String(year))));
    const asked = { path: QUERY, headers: { 'Accept-Encoding': 'identity' } };
    await load(server, asked, 1);
    const { cpu } = await load(server, asked, seconds);
    return { fullMs: median(full), warmMs: cpu / 1000, coldMs: median(cold), residentMiB: residentMiB(server.pid) };
  } finally {
    await server.stop();
    rmSync(join(folder, 'ours'), { recursive: true });
  }
}

async function cpuOf(server: Server, path: string): Promise<number> {
  const before = cpuMs(server.pid);
  await askWell(server, path);
  return cpuMs(server.pid) - before;
}

async function askWell(server: Server, path: string): Promise<void> {
  const { status, bytes } = await ask(`${server.origin}${path}`, { 'Accept-Encoding': 'identity' });
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${new TextDecoder().decode(bytes.subarray(0, 300))}`);
}
