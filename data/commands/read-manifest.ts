import { Manifest, manifestKey } from '../keys.ts';
import { readIntact } from './intact.ts';
import type { Namespace } from './namespace.ts';

/** A manifest, where it is whole and of a shape that is known here. */
export async function readManifest(namespace: Namespace, sha256: string): Promise<Manifest | undefined> {
  const bytes = await readIntact(namespace, manifestKey(sha256));
  return bytes && Manifest.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
}
