import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../data/commands/tables.ts';
import { freePort, type Server, startServer } from './server.ts';

const WORKERD = join(ROOT, 'node_modules/workerd/bin/workerd');
const COMPATIBILITY_DATE = '2026-10-01';

/**
 * The runtime copies what it sends, and frees the copy when V8 collects the answer. A Worker of three lines makes so little garbage
 * that this takes gigabytes, and then the measure is that of fresh pages; an isolate in service has 128 MiB. A small young generation
 * (MiB) is collected often enough, for all alike.
 */
const V8_FLAGS = ['--max-semi-space-size=1'];

/** A Worker: its bundled script, modules of bytes beside it, and what is bound to it. */
export type Worker = { script: string; bytes?: Record<string, Uint8Array>; bindings?: readonly Binding[] };

/** KV over a folder, or the folder itself. */
export type Binding = { name: string; kind: 'kv' | 'folder'; folder: string };

/** Starts workerd itself with one Worker, without any proxy before it. `folder` gets its configuration. */
export async function startWorkerd(folder: string, worker: Worker, kvsim: string, inspector?: number): Promise<Server> {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'worker.js'), worker.script);
  writeFileSync(join(folder, 'kvsim.js'), kvsim);
  for (const [name, bytes] of Object.entries(worker.bytes ?? {})) writeFileSync(join(folder, name), bytes);
  const file = join(folder, 'config.capnp');
  writeFileSync(file, toConfig(worker, port));
  const options = inspector === undefined ? [] : [`--inspector-addr=127.0.0.1:${inspector}`];
  return startServer(WORKERD, ['serve', ...options, file], port);
}

function toConfig({ bytes = {}, bindings = [] }: Worker, port: number): string {
  const modules = Object.keys(bytes).map((name) => `(name = "${name}", data = embed "${name}")`);
  const bound = bindings.map(({ name, kind }) =>
    kind === 'kv' ? `(name = "${name}", kvNamespace = "${name}-kv")` : `(name = "${name}", service = "${name}-folder")`,
  );
  const services = bindings.flatMap(({ name, kind, folder }) => [
    `(name = "${name}-folder", disk = (path = "${folder}", writable = false))`,
    ...(kind === 'kv'
      ? [`(name = "${name}-kv", worker = ${toWorker('kvsim.js', [], [`(name = "FOLDER", service = "${name}-folder")`])})`]
      : []),
  ]);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  v8Flags = ${JSON.stringify(V8_FLAGS)},
  services = [
    ${[`(name = "main", worker = ${toWorker('worker.js', modules, bound)})`, ...services].join(',\n    ')}
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
`;
}

function toWorker(script: string, modules: readonly string[], bindings: readonly string[]): string {
  const all = [`(name = "${script}", esModule = embed "${script}")`, ...modules];
  return `(modules = [${all.join(', ')}], compatibilityDate = "${COMPATIBILITY_DATE}", bindings = [${bindings.join(', ')}])`;
}
