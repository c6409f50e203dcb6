import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Fault, type KvServer, startKv } from './kv-server.ts';
import { ask } from './raw.ts';
import { startWorkerd } from './workerd.ts';

const SAMPLES = 9;
const MOST_MS = 100;

let kv: KvServer;
beforeAll(async () => {
  kv = await startKv();
});
afterAll(() => kv.stop());

/** Milliseconds to the last byte of the first request that an isolate ever gets, and those that workerd computed meanwhile. */
async function firstAnswer(path: string): Promise<{ wall: number; cpu: number }> {
  const isolate = await startWorkerd({ kv: kv.port });
  try {
    const before = cpuOf(isolate.pid);
    const answer = await ask(isolate.port, path);
    expect([answer.status, answer.header('release-state')]).toEqual([200, 'seed']);
    return { wall: answer.took, cpu: cpuOf(isolate.pid) - before };
  } finally {
    await isolate.stop();
  }
}

it.each<[what: string, fault: Fault, path: string]>([
  ['answers 503', { kind: 'status', status: 503 }, '/observations.csv'],
  ['loses the connection', { kind: 'lost' }, '/facts.json'],
])('where KV %s at once, a cold isolate answers its first request from the seed within 100 ms', async (_, fault, path) => {
  kv.fault = () => fault;
  const samples: { wall: number; cpu: number }[] = [];
  for (let count = 0; count < SAMPLES; count += 1) samples.push(await firstAnswer(path));
  const wall = medianOfBest(samples.map((sample) => sample.wall));
  const cpu = medianOfBest(samples.map((sample) => sample.cpu));
  console.log(`${path}: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms of CPU (median of the best five of ${SAMPLES})`);
  expect(cpu).toBeLessThan(MOST_MS);
  // Where more wants to run than there are cores, the clock says how long the others took
  if (busy()) return;
  expect(wall).toBeLessThan(MOST_MS);
});

/** Other work on a shared machine only ever adds, so the best five count. */
function medianOfBest(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
}

function busy(): boolean {
  return (loadavg()[0] ?? 0) > availableParallelism();
}

/** Milliseconds of CPU that a process has used, in steps of ten (proc(5), utime and stime). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
