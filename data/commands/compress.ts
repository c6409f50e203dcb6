import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { gzipSync } from 'fflate';
import type { Encoded } from '../manifest.ts';
import type { ServedFile } from '../release.ts';
import { isTextType } from '../text-type.ts';
import { CACHES } from './tables.ts';

/** What fits into one packet of a network gains nothing. */
const LEAST_BYTES = 1_000;
/** A coding is kept where it takes a tenth off at least; packed formats, such as Parquet and ZIP, are not even tried. */
const MOST_OF_WHOLE = 0.9;

/** What brotli made before, by the digest of its input: it takes seconds, and gives the same bytes again. */
const CACHE = join(CACHES, 'brotli');

/**
 * A file in brotli and gzip, each as small as it gets. Same bytes in, same bytes out: brotli is that of the Node that package.json
 * pins, and gzip is fflate, because the zlib of Node is tuned to the processor, and compresses differently from one to another.
 */
export async function compress({ type, bytes }: Pick<ServedFile, 'type' | 'bytes'>, cache = CACHE): Promise<Encoded> {
  if (!isTextType(type) || bytes.length < LEAST_BYTES) return {};
  const br = await brotli(bytes, cache);
  const gzip = gzipSync(bytes, { level: 9, mtime: 0 });
  const most = bytes.length * MOST_OF_WHOLE;
  return { ...(br.length < most ? { br } : {}), ...(gzip.length < most ? { gzip } : {}) };
}

async function brotli(bytes: Uint8Array, cache: string): Promise<Uint8Array> {
  const file = join(cache, `${process.versions.brotli}-${sha256(bytes).toString('hex')}`);
  const kept = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const [digest, known] = [kept.subarray(0, DIGEST_BYTES), kept.subarray(DIGEST_BYTES)];
  // A file that is there is not yet whole
  if (digest.equals(sha256(known))) return new Uint8Array(known);
  const coded = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  mkdirSync(cache, { recursive: true });
  // Moved into place, because builds may run at the same time
  writeFileSync(`${file}.${process.pid}`, Buffer.concat([sha256(coded), coded]));
  renameSync(`${file}.${process.pid}`, file);
  return new Uint8Array(coded);
}

const DIGEST_BYTES = 32;

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
