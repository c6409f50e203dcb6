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

/** Milliseconds to the last byte of the first request that an isolate ever gets. */
async function firstAnswer(path: string): Promise<number> {
  const isolate = await startWorkerd({ kv: kv.port });
  try {
    const answer = await ask(isolate.port, path);
    expect([answer.status, answer.header('release-state')]).toEqual([200, 'seed']);
    return answer.took;
  } finally {
    await isolate.stop();
  }
}

it.each<[what: string, fault: Fault, path: string]>([
  ['answers 503', { kind: 'status', status: 503 }, '/observations.csv'],
  ['loses the connection', { kind: 'lost' }, '/facts.json'],
])('where KV %s at once, a cold isolate answers its first request from the seed within 100 ms', async (_, fault, path) => {
  kv.fault = () => fault;
  const took: number[] = [];
  for (let count = 0; count < SAMPLES; count += 1) took.push(await firstAnswer(path));
  const sorted = took.toSorted((a, b) => a - b);
  // The median of the best five of nine: other work on a shared machine only ever adds
  const median = sorted[2] ?? Number.POSITIVE_INFINITY;
  console.log(`${path}: ${sorted.map((ms) => ms.toFixed(0)).join(' ')} ms, of the best five the median ${median.toFixed(0)}`);
  expect(median).toBeLessThan(MOST_MS);
});
