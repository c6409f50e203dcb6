import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Prunable } from '../../data/commands/namespace.ts';

/** What KV does when a key is read. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'status'; status: number }
  /** Never answers. */
  | { kind: 'hang' }
  | { kind: 'late'; ms: number }
  /** The connection breaks off before an answer. */
  | { kind: 'lost' }
  /** Sends half of the value, and then nothing. */
  | { kind: 'stall' }
  | { kind: 'spoil'; spoil: (bytes: Uint8Array) => Uint8Array };

export type KvServer = {
  port: number;
  values: Map<string, Uint8Array>;
  /** Every key that was read, in order. */
  reads: string[];
  /** What happens to a read; none by default. */
  fault: (key: string) => Fault;
  /** The same values as the commands that publish see them. */
  namespace: Prunable;
  stop(): Promise<void>;
};

/**
 * Workers KV as workerd speaks with it over HTTP (`GET /<key>?urlencoded=true`), so that the real binding makes the real errors
 * of what goes wrong here.
 */
export async function startKv(): Promise<KvServer> {
  const values = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://kv').pathname.slice(1));
    kv.reads.push(key);
    answer(response, values.get(key), kv.fault(key));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kv: KvServer = {
    port: (server.address() as AddressInfo).port,
    values,
    reads: [],
    fault: () => ({ kind: 'none' }),
    namespace: namespaceOf(values),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return kv;
}

function answer(response: ServerResponse, value: Uint8Array | undefined, fault: Fault): void {
  const send = (bytes: Uint8Array | undefined) => {
    if (bytes === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
  };
  switch (fault.kind) {
    case 'none':
      send(value);
      return;
    case 'status':
      response.writeHead(fault.status).end('a secret of the platform');
      return;
    case 'hang':
      return;
    case 'late':
      setTimeout(() => send(value), fault.ms).unref();
      return;
    case 'lost':
      response.socket?.destroy();
      return;
    case 'stall': {
      const bytes = value ?? new Uint8Array(2);
      response.writeHead(200, { 'Content-Length': bytes.length });
      response.write(bytes.slice(0, bytes.length >> 1));
      return;
    }
    case 'spoil':
      send(value && fault.spoil(value));
      return;
    default:
      fault satisfies never;
  }
}

/** The values of a KV as the commands that publish see them. */
export function namespaceOf(values: Map<string, Uint8Array>): Prunable {
  return {
    get: async (key) => values.get(key)?.slice().buffer ?? null,
    put: async (key, value) => {
      values.set(key, typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(value.slice(0)));
    },
    delete: async (key) => {
      values.delete(key);
    },
    list: async ({ prefix }) => ({
      keys: [...values.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })),
      list_complete: true,
    }),
  };
}
