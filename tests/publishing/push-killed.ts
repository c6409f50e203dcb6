import { join } from 'node:path';

/** Pushes what is built in a copy of the project to its local KV, and is killed by SIGKILL right after its nth write. */
const [folder = '', nth = ''] = process.argv.slice(2);
const { openLocal } = await import(join(folder, 'data/commands/local-namespace.ts'));
const { push } = await import(join(folder, 'data/commands/push.ts'));
const { readBuilt } = await import(join(folder, 'data/commands/read-built.ts'));
const { namespace } = await openLocal();
let writes = 0;
const killing = {
  get: (key: string, type: 'arrayBuffer') => namespace.get(key, type),
  list: (options: { prefix: string }) => namespace.list(options),
  async put(key: string, value: ArrayBuffer | string) {
    await namespace.put(key, value);
    writes += 1;
    // The group: this process and the workerd that it started
    if (writes === Number(nth)) process.kill(-process.pid, 'SIGKILL');
  },
};
await push(killing, await readBuilt(join(folder, 'dist')), new Date());
process.exit(0);
