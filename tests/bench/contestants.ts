import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../data/commands/tables.ts';
import type { Answer } from './answer.ts';
import type { Server } from './server.ts';
import { uploadOther, uploadOurs } from './upload.ts';
import { type Binding, startWorkerd, type Worker } from './workerd.ts';

/** The Workers that are compared, as they would be uploaded. `kv` are the scripts that stand for Workers KV. */
export type Scripts = { ours: string; naive: string; kv: { works: string; fails: string } };

export async function bundleScripts(folder: string): Promise<Scripts> {
  return {
    ours: await uploadOurs(folder),
    naive: await uploadOther('naive', folder),
    kv: {
      works: await uploadOther('kvsim', folder),
      fails: 'export default { fetch: () => new Response("Internal Error", { status: 500 }) };\n',
    },
  };
}

/** Where one dataset lies in its forms: as the seed, as KV holds it after a push, and as files by their paths. */
export type Folders = { seed: string; kv: string; files: string };

/** Lays out what `npm run build` left in `dist`, with a pointer in KV that beats that of the seed. */
export function layOut(dist: string, folder: string): Folders {
  const [kv, files] = [join(folder, 'kv'), join(folder, 'files')];
  cpSync(join(dist, 'seed'), kv, { recursive: true });
  const pointer = join(kv, 'pointer/current');
  writeFileSync(pointer, JSON.stringify({ ...JSON.parse(readFileSync(pointer, 'utf8')), seq: 1 }));
  cpSync(join(dist, 'release'), files, { recursive: true });
  cpSync(join(dist, 'site'), files, { recursive: true });
  return { seed: join(dist, 'seed'), kv, files };
}

export const DIST = join(ROOT, 'dist');

export type Starting = { folder: string; scripts: Scripts; folders: Folders; inspector?: number };

/** Our Worker with its seed, and with KV that holds the release or, to be tried, fails at once. */
export function startOurs({ folder, scripts, folders, inspector }: Starting, kv: keyof Scripts['kv'] = 'works'): Promise<Server> {
  const bindings: Binding[] = [
    { name: 'RELEASES', kind: 'kv', folder: folders.kv },
    { name: 'SEED', kind: 'folder', folder: folders.seed },
  ];
  return startWorkerd(folder, { script: scripts.ours, bindings }, scripts.kv[kv], inspector);
}

export function startNaive({ folder, scripts, folders, inspector }: Starting): Promise<Server> {
  const bindings: Binding[] = [{ name: 'FILES', kind: 'kv', folder: folders.files }];
  return startWorkerd(folder, { script: scripts.naive, bindings }, scripts.kv.works, inspector);
}

/** What the runtime adds to every response by itself. */
const BY_RUNTIME = ['content-length', 'date', 'connection', 'transfer-encoding'];

/** A Worker of three lines that gives the very answer of another one: the least that workerd can do for it. */
export function startBare(
  { folder, scripts, inspector }: Omit<Starting, 'folders'>,
  { status, headers, bytes }: Answer,
): Promise<Server> {
  const kept = headers.filter(([name]) => !BY_RUNTIME.includes(name));
  const coded = kept.some(([name]) => name === 'content-encoding') ? ", encodeBody: 'manual'" : '';
  const script = `import bytes from 'bytes';
const headers = new Headers(${JSON.stringify(kept)});
export default { fetch: () => new Response(${status === 304 ? 'null' : 'bytes'}, { status: ${status}, headers${coded} }) };
`;
  const worker: Worker = { script, bytes: { bytes } };
  return startWorkerd(folder, worker, scripts.kv.works, inspector);
}
