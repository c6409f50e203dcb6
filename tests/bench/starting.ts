import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ask, headerOf } from './answer.ts';
import { type Folders, type Scripts, startBare, startNaive, startOurs } from './contestants.ts';
import { connectInspector } from './inspector.ts';
import { median } from './median.ts';
import { cpuMs, freePort, type Server } from './server.ts';

/** One way to start: until the process listens, then until its first answer is there, and all CPU that took. */
export type Start = { name: string; title: string; listensMs: number; firstMs: number; cpuMs: number; state: string };

export type Size = { name: string; bytes: number; gzipped: number };

const IDENTITY = { 'Accept-Encoding': 'identity' };

/** Starts each contestant anew and asks for one thing; medians. */
export async function measureStarts(
  folder: string,
  scripts: Scripts,
  folders: Folders,
  times: number,
  path = '/observations.csv',
): Promise<Start[]> {
  const at = (name: string) => ({ folder: join(folder, `start-${name}`), scripts, folders });
  const small = { status: 200, headers: [], bytes: new Uint8Array([111, 107]) };
  const ways: [name: string, title: string, start: () => Promise<Server>][] = [
    ['bare', 'bare, two bytes', () => startBare(at('bare'), small)],
    ['naive', 'the naive Worker', () => startNaive(at('naive'))],
    ['ours', 'ours', () => startOurs(at('ours'))],
    ['ours-kv-down', 'ours, KV failing at once', () => startOurs(at('down'), 'fails')],
  ];
  const starts = new Map<string, Omit<Start, 'name' | 'title'>[]>();
  for (let time = 0; time < times; time += 1)
    for (const [name, , start] of ways) starts.set(name, [...(starts.get(name) ?? []), await startOnce(start, path)]);
  return ways.map(([name, title]) => {
    const all = starts.get(name) ?? [];
    const middle = (key: 'listensMs' | 'firstMs' | 'cpuMs') => median(all.map((each) => each[key]));
    return {
      name,
      title,
      listensMs: middle('listensMs'),
      firstMs: middle('firstMs'),
      cpuMs: middle('cpuMs'),
      state: all[0]?.state ?? '',
    };
  });
}

async function startOnce(start: () => Promise<Server>, path: string): Promise<Omit<Start, 'name' | 'title'>> {
  const server = await start();
  try {
    const began = performance.now();
    const answer = await ask(`${server.origin}${path}`, IDENTITY);
    const firstMs = performance.now() - began;
    if (answer.status !== 200) throw new Error(`The first answer at ${server.origin} was ${answer.status}.`);
    return { listensMs: server.startedMs, firstMs, cpuMs: cpuMs(server.pid), state: headerOf(answer, 'release-state') };
  } finally {
    await server.stop();
  }
}

/** What V8 holds for an isolate, in MiB: its heap, and the bytes beside it. */
export type Held = { heap: number; beside: number };

/** Between collections it grows: the least and the most that was seen, once everything had been asked for. */
export type Memory = { least: Held; most: Held };

/** Starts a Worker with the inspector open, asks for these paths again and again, and looks after each time. */
export async function measureMemory(
  start: (inspector: number) => Promise<Server>,
  paths: readonly string[],
  times = 20,
): Promise<Memory> {
  const inspector = await freePort();
  const server = await start(inspector);
  try {
    const seen: Held[] = [];
    // The inspector knows a Worker from its first request on
    for (const path of paths) await ask(`${server.origin}${path}`, IDENTITY);
    const { send, close } = await connectInspector(inspector);
    for (let time = 0; time < times; time += 1) {
      for (const path of paths) {
        await ask(`${server.origin}${path}`, IDENTITY);
        const { usedSize, backingStorageSize = 0 } = await send<Usage>('Runtime.getHeapUsage');
        seen.push({ heap: usedSize / MIB, beside: backingStorageSize / MIB });
      }
    }
    close();
    const sorted = seen.toSorted((a, b) => inAll(a) - inAll(b));
    const [least, most] = [sorted[0], sorted.at(-1)];
    if (least === undefined || most === undefined)
      throw new Error('Nothing was asked for, so there is nothing to see. Give a path.');
    return { least, most };
  } finally {
    await server.stop();
  }
}

type Usage = { usedSize: number; backingStorageSize?: number };

const MIB = 1024 * 1024;

export const inAll = ({ heap, beside }: Held) => heap + beside;

export function sizeOf(name: string, script: string): Size {
  return { name, bytes: Buffer.byteLength(script), gzipped: gzipSync(script).length };
}
