import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import workerd from 'workerd';

const ROOT = join(import.meta.dirname, '../..');

/** The Worker, running alone. */
export type Isolate = {
  port: number;
  pid: number;
  /** What the Worker logged, a line each. */
  logged(): Record<string, unknown>[];
  stop(): Promise<void>;
};

export type WorkerdOptions = {
  /** Where KV listens; without it the binding is not there. */
  kv?: number;
  /** The folder of the seed; without it the one that was built. */
  seed?: string;
  /** Where V8 can be asked about the isolate; without it nowhere. */
  inspectorPort?: number;
};

const SEED = join(ROOT, 'dist/seed');

/** Asked at this path, the wrapper below puts the clock of the isolate forward by `?ms=`. */
export const CLOCK_PATH = '/put-the-clock-forward';

/** Asked at this path, it has V8 collect all garbage. */
export const COLLECT_PATH = '/collect-garbage';

/** workerd itself with one cold isolate of the Worker, its module scope untouched by anything before. */
export async function startWorkerd({ kv, seed = SEED, inspectorPort }: WorkerdOptions): Promise<Isolate> {
  const folder = mkdtempSync(join(tmpdir(), 'workerd-'));
  writeFileSync(join(folder, 'worker.js'), readFileSync(inject('script')));
  writeFileSync(join(folder, 'clock.js'), CLOCK);
  writeFileSync(join(folder, 'entry.js'), ENTRY);
  writeFileSync(join(folder, 'config.capnp'), toConfig(kv, seed));
  const inspector = inspectorPort === undefined ? [] : [`--inspector-addr=127.0.0.1:${inspectorPort}`];
  const child = spawn(workerd, ['serve', join(folder, 'config.capnp'), '--control-fd=3', ...inspector], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let events = '';
    child.stdio[3]?.on('data', (chunk) => {
      events += chunk;
      const [, found] = /"listen".*"port":\s*(\d+)/.exec(events) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    gone.then(() => reject(new Error(`workerd stopped before it listened: ${output}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    logged: () => output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : [])),
    async stop() {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}

/** Evaluated before the Worker, which takes `Date.now` for its clock when it begins. */
const CLOCK = `
const now = Date.now;
let forward = 0;
Date.now = () => now() + forward;
export const putForward = (ms) => { forward += ms; };
`;

const ENTRY = `
import { putForward } from './clock.js';
import worker from './worker.js';
export default {
  fetch(request, env, context) {
    if (request.url.endsWith('${COLLECT_PATH}')) return gc(), new Response();
    if (!request.url.includes('${CLOCK_PATH}')) return worker.fetch(request, env, context);
    putForward(Number(new URL(request.url).searchParams.get('ms')));
    return new Response();
  },
};
`;

/** Cap'n Proto reads \`.x\` glued to an equals sign as an operator of its own: a space belongs between. */
function toConfig(kv: number | undefined, seed: string): string {
  const [, date] = /^compatibility_date = "([^"]+)"/m.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')) ?? [];
  const modules = ['entry.js', 'clock.js', 'worker.js'].map((name) => `(name = "${name}", esModule = embed "${name}")`);
  const bindings = [
    '(name = "SEED", service = "seed")',
    ...(kv === undefined ? [] : ['(name = "RELEASES", kvNamespace = "kv")']),
  ];
  const services = [
    '(name = "main", worker = .main)',
    `(name = "seed", disk = (path = ${JSON.stringify(seed)}))`,
    ...(kv === undefined ? [] : [`(name = "kv", external = (address = "127.0.0.1:${kv}", http = ()))`]),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = ["--expose-gc"],
  services = [${services.join(', ')}],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = "${date}",
  bindings = [${bindings.join(', ')}],
);
`;
}
