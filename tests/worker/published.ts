import { env } from 'cloudflare:workers';
import { blobKey, blobsOf, Manifest, manifestKey, POINTER_KEY, Pointer } from '../../data/keys.ts';
import type { Bundle } from '../../data/manifest.ts';
import { copiesIn } from '../../worker/copies.ts';

/** The bundle that was built and deployed as the seed, read back from it. */
export async function readBundle(): Promise<Bundle> {
  return read(({ blobs }) => blobs);
}

/** When the release of these tests went live. */
export const PUBLISHED = new Date('2026-05-04T03:02:01Z');

/**
 * Puts the built release into KV, as far as it has to be there before it goes live. Other files are read when they are asked for, and
 * then from the seed first. That `push` writes all of it is in push.test.ts.
 */
export async function publish(): Promise<Bundle> {
  const bundle = await read(({ live }) => live);
  const pointer = { ...bundle.pointer, seq: 1, published: `${PUBLISHED.toISOString().slice(0, 19)}Z` };
  const values = new Map(bundle.values).set(POINTER_KEY, new TextEncoder().encode(JSON.stringify(pointer)));
  for (const [key, bytes] of values) await env.RELEASES.put(key, bytes);
  return { ...bundle, pointer, values };
}

async function read(choose: (digests: { blobs: string[]; live: string[] }) => string[]): Promise<Bundle> {
  const { seed } = copiesIn(env);
  const values = new Map<string, Uint8Array>();
  const keep = async (key: string) => {
    const bytes = await seed.read(key);
    if (bytes === undefined) throw new Error(`The seed has no ${key}. Run npm run build first.`);
    values.set(key, bytes);
    return bytes;
  };
  const parse = async (key: string) => JSON.parse(new TextDecoder().decode(await keep(key)));
  const pointer = Pointer.parse(await parse(POINTER_KEY));
  const manifest = Manifest.parse(await parse(manifestKey(pointer.manifest)));
  const hot = manifest.files.filter((file) => file.hot).map(({ sha256 }) => sha256);
  const live = [...hot, ...(manifest.hot_codings ? [manifest.hot_codings.sha256] : [])];
  for (const sha256 of choose({ blobs: blobsOf(manifest).map((blob) => blob.sha256), live })) await keep(blobKey(sha256));
  return { manifest, pointer, values };
}
