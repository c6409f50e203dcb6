import { join } from 'node:path';
import { getPlatformProxy } from 'wrangler';
import type { OpenedNamespace, Prunable } from './namespace.ts';
import { ROOT } from './tables.ts';

/** Opens the local KV of wrangler, in `.wrangler/`, which `npm start` serves. A write is seen at once. */
export async function openLocal(): Promise<OpenedNamespace> {
  const { env, dispose } = await getPlatformProxy<{ RELEASES: Prunable }>({
    configPath: join(ROOT, 'wrangler.toml'),
    // Otherwise in the folder where the command is called
    persist: { path: join(ROOT, '.wrangler/state/v3') },
    remoteBindings: false,
  });
  return { namespace: env.RELEASES, name: 'local KV', waits: [], close: dispose };
}
