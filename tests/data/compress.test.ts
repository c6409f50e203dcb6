import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { compress } from '../../data/commands/compress.ts';
import { CSV_TYPE } from '../../data/formats/csv.ts';
import { blobKey, blobsOf } from '../../data/keys.ts';
import { digest, toBundle, unpackCodings } from '../../data/manifest.ts';
import type { ServedFile } from '../../data/release.ts';

const folder = mkdtempSync(join(tmpdir(), 'codings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = new TextEncoder().encode('2025,NP,export,84.79\r\n'.repeat(500));
const file = { type: CSV_TYPE, bytes: text };

const anew = () => mkdtempSync(join(folder, 'cache-'));

describe('a file of text', () => {
  it('comes back whole from brotli and from gzip, and both are far smaller', async () => {
    const { br, gzip } = await compress(file, anew());
    expect(new Uint8Array(brotliDecompressSync(br ?? new Uint8Array()))).toEqual(text);
    expect(new Uint8Array(gunzipSync(gzip ?? new Uint8Array()))).toEqual(text);
    for (const coded of [br, gzip]) expect(coded?.length).toBeLessThan(text.length / 20);
  });

  it('has the same bytes every time, from the encoder and from what was kept', async () => {
    const cache = anew();
    const first = await compress(file, cache);
    expect(await compress(file, cache)).toEqual(first);
    expect(await compress(file, anew())).toEqual(first);
  });

  it('names neither a time nor a machine in gzip (RFC 1952, 2.3.1)', async () => {
    const { gzip } = await compress(file, anew());
    // Deflate, no flags, no time, the slowest, and 3 for Unix wherever it was made
    expect([...(gzip?.slice(0, 10) ?? [])]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3]);
  });

  it('is encoded again where what was kept is damaged', async () => {
    const cache = anew();
    const first = await compress(file, cache);
    const [name = ''] = readdirSync(cache);
    const kept = readFileSync(join(cache, name));
    for (const spoilt of [kept.with(40, 0), kept.subarray(0, -1), new Uint8Array()]) {
      writeFileSync(join(cache, name), spoilt);
      expect(await compress(file, cache)).toEqual(first);
    }
  });
});

it.each([
  ['short', CSV_TYPE, text.slice(0, 900)],
  ['packed already', 'application/zip', text],
  ['a picture', 'image/png', text],
  ['without a pattern', CSV_TYPE, crypto.getRandomValues(new Uint8Array(5000))],
])('what is %s stays as it is', async (_, type, bytes) => {
  expect(await compress({ type, bytes }, anew())).toEqual({});
});

describe('a manifest', () => {
  const served = (path: string, hot: boolean): ServedFile => ({ path, part: 'site', hot, ...file });
  const encode = (each: ServedFile) => compress(each, anew());
  const release = { id: '2026-05-04.1', released: '2026-05-04T00:00:00Z' };

  it('names the codings of a file by digest and size, and its own entry stays what it was', async () => {
    const { manifest, values } = await toBundle(release, [served('/a.csv', false)], [], encode);
    const [entry] = manifest.files;
    expect(manifest.schema).toBe(2);
    expect(entry).toMatchObject({ path: '/a.csv', sha256: await digest(text), size: text.length });
    const { br, gzip } = await encode(served('/a.csv', false));
    for (const [blob, coded] of [
      [entry?.codings?.br, br],
      [entry?.codings?.gzip, gzip],
    ] as const) {
      expect(blob).toEqual({ sha256: await digest(coded ?? text), size: coded?.length });
      expect(values.get(blobKey(blob?.sha256 ?? ''))).toEqual(coded);
    }
    expect(blobsOf(manifest).map(({ of }) => of)).toEqual([['/a.csv'], ['/a.csv in br'], ['/a.csv in gzip']]);
  });

  it('keeps the codings of hot files in one blob, which is taken apart again', async () => {
    const { manifest, values } = await toBundle(release, [served('/a.csv', true), served('/b.csv', true)], [], encode);
    const packed = values.get(blobKey(manifest.hot_codings?.sha256 ?? '')) ?? new Uint8Array();
    const { br, gzip } = await encode(served('/a.csv', true));
    const [entry] = manifest.files;
    expect(unpackCodings(manifest, packed)).toEqual(
      new Map([
        [entry?.codings?.br?.sha256, br],
        [entry?.codings?.gzip?.sha256, gzip],
      ]),
    );
    expect(blobsOf(manifest).map(({ of }) => of)).toEqual([['/a.csv', '/b.csv'], ['the codings of hot files']]);
  });
});
