import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { inject } from 'vitest';
import type { Bundle } from '../../data/manifest.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The Worker in Miniflare: what stands before it in development changes some requests, and answers others. */
export type InMiniflare = {
  port: number;
  /** How many keys were read from KV. */
  reads(): Promise<number>;
  /** From now on every read of KV throws this. */
  fail(error: string): Promise<void>;
  stop(): Promise<void>;
};

export async function startMiniflare({ values }: Bundle): Promise<InMiniflare> {
  const [, date = ''] = /^compatibility_date = "([^"]+)"/m.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')) ?? [];
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      workers: [
        {
          name: 'main',
          modules: true,
          script: readFileSync(inject('script'), 'utf8'),
          compatibilityDate: date,
          serviceBindings: { RELEASES: 'counting', SEED: { disk: { path: join(ROOT, 'dist/seed'), writable: false } } },
        },
        { name: 'counting', modules: true, script: COUNTING, compatibilityDate: date, kvNamespaces: ['REAL', 'SAID'] },
      ],
    }),
  );
  const real = await miniflare.getKVNamespace('REAL', 'counting');
  const said = await miniflare.getKVNamespace('SAID', 'counting');
  for (const [key, bytes] of values) await real.put(key, bytes.slice().buffer);
  const url = await miniflare.ready;
  return {
    port: Number(url.port),
    reads: async () => (await said.list({ prefix: 'read/' })).keys.length,
    fail: async (error) => said.put('error', error),
    stop: () => miniflare.dispose(),
  };
}

/** KV by its own binding, with each read written down. */
const COUNTING = `
import { WorkerEntrypoint } from 'cloudflare:workers';
export default class extends WorkerEntrypoint {
  async get(key, options) {
    await this.env.SAID.put('read/' + crypto.randomUUID(), key);
    const error = await this.env.SAID.get('error');
    if (error) throw new Error(error);
    return this.env.REAL.get(key, options);
  }
}
`;
