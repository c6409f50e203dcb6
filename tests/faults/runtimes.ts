import { inject } from 'vitest';
import { push } from '../../data/commands/push.ts';
import type { Bundle } from '../../data/manifest.ts';
import { startKv } from './kv-server.ts';
import { startMiniflare } from './miniflare.ts';
import { startWorkerd } from './workerd.ts';

/** A Worker that serves a release out of KV, and how many keys it has read. */
export type Running = { port: number; reads(): Promise<number>; stop(): Promise<void> };

type Runtime = readonly [name: 'workerd' | 'Miniflare', start: (bundle: Bundle) => Promise<Running>];

const WORKERD: Runtime = [
  'workerd',
  async (bundle) => {
    const kv = await startKv();
    await push(kv.namespace, bundle, new Date('2026-11-25T00:00:00Z'));
    const { port, stop } = await startWorkerd({ kv: kv.port });
    return { port, reads: async () => kv.reads.length, stop: async () => void (await Promise.all([stop(), kv.stop()])) };
  },
];

/** Where the Worker runs: workerd as in production; in `npm run test:all` also Miniflare, which changes some requests on the way. */
export const RUNTIMES: readonly Runtime[] = inject('extent') === 'all' ? [WORKERD, ['Miniflare', startMiniflare]] : [WORKERD];
