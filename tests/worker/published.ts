import { env } from 'cloudflare:workers';
import { push } from '../../data/commands/push.ts';
import { blobsOf, Manifest, manifestKey, POINTER_KEY, Pointer } from '../../data/keys.ts';
import type { Bundle } from '../../data/manifest.ts';
import { copiesIn } from '../../worker/copies.ts';

/** The bundle that was built and deployed as the seed, read back from it. */
export async function readBundle(): Promise<Bundle> {
  const { seed } = copiesIn(env);
  const values = new Map<string, Uint8Array>();
  const read = async (key: string) => {
    const bytes = await seed.read(key);
    if (bytes === undefined) throw new Error(`The seed has no ${key}. Run npm run build first.`);
    values.set(key, bytes);
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const pointer = Pointer.parse(await read(POINTER_KEY));
  const manifest = Manifest.parse(await read(manifestKey(pointer.manifest)));
  for (const { sha256 } of blobsOf(manifest)) {
    const bytes = await seed.read(`blob/${sha256}`);
    if (bytes !== undefined) values.set(`blob/${sha256}`, bytes);
  }
  return { manifest, pointer, values };
}

/** When the release of these tests went live. */
export const PUBLISHED = new Date('2026-05-04T03:02:01Z');

/** Publishes the built release to KV, as `npm start` does. */
export async function publish(): Promise<Bundle> {
  const bundle = await readBundle();
  await push(env.RELEASES, bundle, PUBLISHED);
  return bundle;
}
