import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { blobKey, codingsOf } from '../../data/keys.ts';
import type { Bundle } from '../../data/manifest.ts';
import { type KvServer, startKv } from './kv-server.ts';
import { ask } from './raw.ts';
import { built, sha256 } from './releases.ts';
import { RUNTIMES, type Running } from './runtimes.ts';
import { startWorkerd } from './workerd.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const BROWSER = 'gzip, deflate, br, zstd';
const accept = (value: string | undefined): [string, string][] => (value === undefined ? [] : [['Accept-Encoding', value]]);
const DECODE = { br: brotliDecompressSync, gzip: gunzipSync } as const;

/** Hot and cold, current and frozen, of the site and of the release. */
const FILES = [
  '/',
  '/observations.csv',
  '/facts.json',
  '/xizang-trade.js',
  '/feed.atom',
  '/claims.csv',
  '/openapi.json',
  '/releases/2026-11-24.1/observations.csv',
];
/**
 * Miniflare takes some types for those that the edge compresses by itself, and then gives what it likes best, encoded anew, or a
 * 415 of its own; there only what arrives is ours to judge.
 */
const REENCODED = ['/', '/facts.json', '/xizang-trade.js', '/openapi.json'];
const PACKED = ['/observations.parquet', '/xizang-trade.xlsx', '/xizang-trade.zip'];

describe.each(RUNTIMES)('in %s', (runtime, start) => {
  let bundle: Bundle;
  let server: Running;
  beforeAll(async () => {
    bundle = await built();
    server = await start(bundle);
  });
  afterAll(() => server.stop());

  const get = (path: string, encoding?: string, more: [string, string][] = [], method = 'GET') =>
    ask(server.port, path, { method, headers: [...accept(encoding), ...more] });
  const bytesOf = (path: string) => {
    const file = bundle.manifest.files.find((each) => each.path === path);
    return Buffer.from(bundle.values.get(blobKey(file?.sha256 ?? '')) ?? []);
  };

  describe.each(FILES.filter((path) => runtime === 'workerd' || !REENCODED.includes(path)))('%s', (path) => {
    // Which coding is chosen is in tests/served/accept-encoding.test.ts; here what is sent then
    it.each([
      [BROWSER, 'br'],
      ['GZIP;Q=0.5, *;q=0', 'gzip'],
    ] as const)('to %j comes in %s, once, and as the manifest says', async (encoding, coding) => {
      const answer = await get(path, encoding);
      expect([answer.status, answer.header('content-encoding'), answer.header('vary')]).toEqual([200, coding, 'Accept-Encoding']);
      // What came over the wire, decoded once
      expect(DECODE[coding](answer.sent).equals(bytesOf(path))).toBe(true);
      const blob = bundle.manifest.files.find((each) => each.path === path)?.codings?.[coding];
      expect([sha256(answer.sent), answer.header('content-length')]).toEqual([blob?.sha256, String(blob?.size)]);
    });

    it.each([undefined, 'br;q=0, gzip;q=0'])('to %j comes as it is', async (encoding) => {
      const answer = await get(path, encoding);
      expect([answer.status, answer.header('content-encoding'), answer.header('vary')]).toEqual([
        200,
        undefined,
        'Accept-Encoding',
      ]);
      expect(answer.sent.equals(bytesOf(path))).toBe(true);
    });

    it('has a strong tag of its own in each coding, and HEAD says what GET does', async () => {
      const tags = [];
      for (const encoding of ['br', 'gzip', 'identity']) {
        const [whole, head] = [await get(path, encoding), await get(path, encoding, [], 'HEAD')];
        expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers));
        expect(head.sent).toHaveLength(0);
        tags.push(whole.header('etag'));
      }
      for (const tag of tags) expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
      expect(new Set(tags).size).toBe(3);
    });

    it('answers 304 to the tag of any coding that the client takes, and names that one', async () => {
      const tag = async (encoding: string) => (await get(path, encoding)).header('etag') ?? '';
      const [br, gzip, identity] = [await tag('br'), await tag('gzip'), await tag('identity')];
      for (const listed of [br, gzip, identity, `W/${br}`, `W/${gzip}`, `"x", ${gzip}`]) {
        const answer = await get(path, BROWSER, [['If-None-Match', listed]]);
        expect([listed, answer.status, answer.header('vary')]).toEqual([listed, 304, 'Accept-Encoding']);
        expect(listed).toContain(answer.header('etag'));
        expect(answer.sent).toHaveLength(0);
        // Miniflare sets it on every 304
        if (runtime === 'workerd') expect(answer.header('content-encoding')).toBeUndefined();
      }
      expect((await get(path, BROWSER, [['If-None-Match', `${gzip}, ${br}`]])).header('etag')).toBe(br);
      // A cache between us must not be told that brotli will do for somebody who cannot read it
      expect((await get(path, 'identity', [['If-None-Match', br]])).status).toBe(200);
      expect((await get(path, BROWSER, [['If-None-Match', '"x"']])).status).toBe(200);
      expect((await get(path, BROWSER, [['If-Match', gzip]])).status).toBe(200);
      expect((await get(path, BROWSER, [['If-Match', '"x"']])).status).toBe(412);
    });
  });

  it.runIf(runtime === 'Miniflare').each(REENCODED)('%s arrives as it is, in whatever coding', async (path) => {
    expect((await get(path, BROWSER)).body.equals(bytesOf(path))).toBe(true);
  });

  it.each(PACKED)('%s is packed already, and comes as it is, whoever asks', async (path) => {
    const answer = await get(path, BROWSER);
    expect([answer.header('content-encoding'), answer.header('vary')]).toEqual([undefined, undefined]);
    expect(answer.sent.equals(bytesOf(path))).toBe(true);
  });

  it('a part of a table is not encoded by us, and an error is not either', async () => {
    for (const [path, status] of [
      ['/observations.csv?partner=NP', 200],
      ['/nothing.csv', 404],
    ] as const) {
      const answer = await get(path, 'identity');
      expect([answer.status, answer.header('content-encoding'), answer.header('vary')]).toEqual([
        status,
        undefined,
        'Accept-Encoding',
      ]);
    }
  });
});

describe('a coding that cannot be had', () => {
  const empty = mkdtempSync(join(tmpdir(), 'seed-'));
  let bundle: Bundle;
  let kv: KvServer;
  beforeAll(async () => {
    bundle = await built();
    kv = await startKv();
    await push(kv.namespace, bundle, NOW);
  });
  afterAll(async () => {
    await kv.stop();
    rmSync(empty, { recursive: true });
  });

  it.each(['missing', 'altered'])('because it is %s in KV: the file comes as it is', async (what) => {
    const file = bundle.manifest.files.find(({ path }) => path === '/claims.csv');
    const coded = new Set(codingsOf(file ?? {}).map((blob) => blobKey(blob.sha256)));
    kv.fault = (key) => {
      if (!coded.has(key)) return { kind: 'none' };
      return what === 'missing'
        ? { kind: 'status', status: 404 }
        : { kind: 'spoil', spoil: (bytes) => bytes.with(9, (bytes[9] ?? 0) ^ 1) };
    };
    const worker = await startWorkerd({ kv: kv.port, seed: empty });
    const answer = await ask(worker.port, '/claims.csv', { headers: accept('br') });
    expect([answer.status, answer.header('content-encoding')]).toEqual([200, undefined]);
    expect(sha256(answer.sent)).toBe(file?.sha256);
    expect(worker.logged()).toContainEqual(
      expect.objectContaining({ event: 'coding-missing', path: '/claims.csv', coding: 'br' }),
    );
    await worker.stop();
  });

  it('because that of the hot files is altered: the release does not go live, and the seed serves', async () => {
    const packed = blobKey(bundle.manifest.hot_codings?.sha256 ?? '');
    kv.fault = (key) => (key === packed ? { kind: 'spoil', spoil: (bytes) => bytes.slice(0, -1) } : { kind: 'none' });
    const worker = await startWorkerd({ kv: kv.port });
    const answer = await ask(worker.port, '/observations.csv', { headers: accept('br') });
    expect([answer.status, answer.header('release-state'), answer.header('content-encoding')]).toEqual([200, 'seed', 'br']);
    expect(sha256(answer.body)).toBe(bundle.manifest.files.find(({ path }) => path === '/observations.csv')?.sha256);
    await worker.stop();
  });

  it('because KV fails when a release is live: the hot files come in every coding, from memory', async () => {
    kv.fault = () => ({ kind: 'none' });
    const worker = await startWorkerd({ kv: kv.port, seed: empty });
    expect((await ask(worker.port, '/observations.csv')).header('release-state')).toBe('current');
    kv.fault = () => ({ kind: 'hang' });
    const reads = kv.reads.length;
    for (const coding of ['br', 'gzip']) {
      const answer = await ask(worker.port, '/observations.csv', { headers: accept(coding) });
      expect([answer.status, answer.header('content-encoding')]).toEqual([200, coding]);
    }
    expect(kv.reads.length).toBe(reads);
    await worker.stop();
  });
});
