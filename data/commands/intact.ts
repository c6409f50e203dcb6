import { digest } from '../manifest.ts';
import type { Namespace } from './namespace.ts';

/** Whether bytes are what their key says, for keys that end with a SHA-256. */
export async function isNamedBy(key: string, bytes: Uint8Array): Promise<boolean> {
  return key.endsWith(`/${await digest(bytes)}`);
}

/** The value under a key that ends with its SHA-256: `undefined` where it is missing or damaged. */
export async function readIntact(namespace: Namespace, key: string): Promise<Uint8Array | undefined> {
  const stored = await namespace.get(key, 'arrayBuffer');
  if (stored === null) return undefined;
  const bytes = new Uint8Array(stored);
  return (await isNamedBy(key, bytes)) ? bytes : undefined;
}

/** Which of these keys hold something else than their name says, or nothing; asked for together, so that calls can be joined. */
export async function findDamaged(namespace: Namespace, keys: readonly string[]): Promise<string[]> {
  const intact = await Promise.all(keys.map((key) => readIntact(namespace, key)));
  return keys.filter((_, index) => intact[index] === undefined);
}

/**
 * Keys in portions that are read or written together: at most 100, what one bulk call of KV takes, and 4 MiB, so that what is
 * lost by an interruption is small; a larger value is alone.
 */
export function portion(keys: readonly string[], sizeOf: (key: string) => number): string[][] {
  const portions: string[][] = [];
  let size = 0;
  for (const key of keys) {
    const last = portions.at(-1);
    size += sizeOf(key);
    if (last !== undefined && last.length < MAX_KEYS && size <= MAX_BYTES) last.push(key);
    else {
      portions.push([key]);
      size = sizeOf(key);
    }
  }
  return portions;
}

const MAX_KEYS = 100;
const MAX_BYTES = 4 * 1024 * 1024;
