import type { Env } from './env.ts';

/** A place that holds the keys of data/keys.ts. A key that is not there is `undefined`; a place that fails throws. */
export type Copy = { name: 'kv' | 'seed'; read(key: string): Promise<Uint8Array | undefined> };

/** KV, and the seed that is deployed with the Worker. */
export type Copies = { kv: Copy; seed: Copy };

/** Seconds. Short also for blobs, which never change: the edge keeps an absence, or a damaged read, just as long. */
const POINTER_TTL = 60;
const BLOB_TTL = 300;

/** By the bindings, which are the same for all requests of an isolate. */
const known = new WeakMap<Env, Copies>();

export function copiesIn(env: Env): Copies {
  const copies = known.get(env) ?? open(env);
  known.set(env, copies);
  return copies;
}

function open({ RELEASES, SEED }: Env): Copies {
  return {
    kv: {
      name: 'kv',
      async read(key) {
        const cacheTtl = key.startsWith('pointer/') ? POINTER_TTL : BLOB_TTL;
        const value = await RELEASES.get(key, { type: 'arrayBuffer', cacheTtl });
        return value === null ? undefined : new Uint8Array(value);
      },
    },
    seed: {
      name: 'seed',
      async read(key) {
        const response = await SEED.fetch(`https://seed.invalid/${key}`);
        if (response.status === 404) return undefined;
        if (!response.ok) throw new Error(`The seed answered ${response.status} for ${key}.`);
        return new Uint8Array(await response.arrayBuffer());
      },
    },
  };
}
