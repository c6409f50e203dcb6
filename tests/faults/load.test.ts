import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { rollback } from '../../data/commands/rollback.ts';
import { POINTER_KEY, Pointer } from '../../data/keys.ts';
import type { Bundle } from '../../data/manifest.ts';
import { type KvServer, startKv } from './kv-server.ts';
import { type Answer, ask } from './raw.ts';
import { built, later, sha256 } from './releases.ts';
import { CLOCK_PATH, type Isolate, startWorkerd } from './workerd.ts';

/** Whole files, hot and cold, and slices that name their release in their bytes. */
const WHOLE = ['/', '/zh/', '/observations.csv', '/sources.csv', '/claims.json', '/facts.json', '/feed.atom', '/openapi.json'];
const SLICES = [
  '/facts.json?ids=total-2025',
  '/facts/total-2025.json',
  '/observations.json?partner=NP',
  '/changes.json?since=2026-11-24.1',
];
const MOMENT = new Date('2026-11-25T00:00:00Z');
/** Five releases and two rollbacks for eight readers; in npm test three, one, and three. */
const [IDS, BACK, READERS] =
  inject('extent') === 'all'
    ? [['2027-01-01.1', '2027-01-02.1', '2027-01-03.1', '2027-01-04.1'], [0, 4, 2], 8]
    : [['2027-01-01.1', '2027-01-02.1'], [0], 3];

let kv: KvServer;
let isolate: Isolate;
const releases = new Map<string, Bundle>();

beforeAll(async () => {
  const first = await built();
  releases.set(first.manifest.release, first);
  for (const id of IDS) releases.set(id, await later(first, id));
  kv = await startKv();
  await push(kv.namespace, first, MOMENT);
  isolate = await startWorkerd({ kv: kv.port });
});
afterAll(() => Promise.all([isolate.stop(), kv.stop()]));

it('releases, rollbacks and a KV that is slow by turns show no mixed answer, and no seq that falls', async () => {
  // Every third read is late, so that a switch is under way while others are answered
  let reads = 0;
  kv.fault = () => (++reads % 3 === 0 ? { kind: 'late', ms: 20 } : { kind: 'none' });
  const seen = new Map<string, Set<string>>();
  const seqs: number[] = [];
  let answered = 0;
  let going = true;

  async function read(offset: number): Promise<void> {
    const paths = [...WHOLE, ...SLICES];
    for (let turn = offset; going; turn += 1) {
      const path = paths[turn % paths.length] ?? '/';
      const answer = await ask(isolate.port, path);
      expectOfOneRelease(path, answer);
      const release = answer.header('release') ?? '';
      seen.set(release, (seen.get(release) ?? new Set()).add(path));
      answered += 1;
    }
  }

  /** One reader after another, because what is in flight at once may be answered in any order. */
  async function watch(): Promise<void> {
    while (going) {
      const { seq, release } = JSON.parse((await ask(isolate.port, '/health')).text);
      seqs.push(seq);
      expect(releases.has(release)).toBe(true);
    }
  }

  const work = [watch(), ...Array.from({ length: READERS }, (_, index) => read(index * 3))];
  const ids = [...releases.keys()];
  const moves = [...ids.slice(1).map((id) => ({ push: id })), ...BACK.map((index) => ({ rollback: ids[index] ?? '' }))];
  for (const move of moves) {
    if ('push' in move) await push(kv.namespace, releases.get(move.push) as Bundle, MOMENT);
    else await rollback(kv.namespace, move.rollback, MOMENT);
    const wanted = pointer().seq;
    await ask(isolate.port, `${CLOCK_PATH}?ms=61000`);
    await expect.poll(() => seqs.at(-1)).toBe(wanted);
    // Long enough that every reader has asked for every path of this release
    const until = answered + READERS * 15;
    await expect.poll(() => answered).toBeGreaterThan(until);
  }
  going = false;
  await Promise.all(work);

  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  expect(new Set(seqs)).toEqual(new Set([1, ...moves.map((_, index) => index + 2)]));
  expect([...seen.keys()].toSorted()).toEqual(ids);
  for (const paths of seen.values()) expect(paths.size).toBe(WHOLE.length + SLICES.length);
});

/** The bytes are those of the release that the header names: by digest, or where they are a slice by what they say themselves. */
function expectOfOneRelease(path: string, answer: Answer): void {
  const release = answer.header('release') ?? '';
  const bundle = releases.get(release);
  expect([path, answer.status, bundle !== undefined]).toEqual([path, 200, true]);
  if (path.includes('?') || path.startsWith('/facts/')) expect(JSON.parse(answer.text).release).toBe(release);
  else expect(sha256(answer.body)).toBe(bundle?.manifest.files.find((file) => file.path === path)?.sha256);
}

function pointer(): Pointer {
  return Pointer.parse(JSON.parse(Buffer.from(kv.values.get(POINTER_KEY) ?? []).toString()));
}
