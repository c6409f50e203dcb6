import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobKey, blobsOf, Manifest, manifestKey, POINTER_KEY, Pointer } from '../keys.ts';
import type { Bundle } from '../manifest.ts';
import { isNamedBy } from './intact.ts';
import { PublishingError } from './namespace.ts';

/** The bundle that `npm run build` left in a folder: the bytes of its seed, which is what is deployed. Verified. */
export async function readBuilt(dist: string): Promise<Bundle> {
  const values = new Map<string, Uint8Array>();
  const read = async (key: string) => {
    const file = join(dist, 'seed', key);
    if (!existsSync(file)) throw new PublishingError(`${file} is not there. Run npm run build.`);
    const bytes = new Uint8Array(readFileSync(file));
    if (key !== POINTER_KEY && !(await isNamedBy(key, bytes)))
      throw new PublishingError(`${file} is not what was built. Run npm run build.`);
    values.set(key, bytes);
    return bytes;
  };
  const json = async (key: string) => JSON.parse(new TextDecoder().decode(await read(key)));
  const pointer = Pointer.parse(await json(POINTER_KEY));
  const manifest = Manifest.parse(await json(manifestKey(pointer.manifest)));
  for (const { sha256 } of blobsOf(manifest)) await read(blobKey(sha256));
  return { manifest, pointer, values };
}
