import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DataLoader from 'dataloader';
import { isNamedBy } from './intact.ts';
import type { OpenedNamespace } from './namespace.ts';
import { openValueReader } from './read-remote-value.ts';
import { namespaceId, runWrangler } from './wrangler.ts';

/** An edge may keep an old value, or an absence, for a minute: looks for 75 seconds in all. */
const WAITS_MS = [2000, 3000, 5000, 10_000, 15_000, 20_000, 20_000];

type ReadValue = ReturnType<typeof openValueReader>;

/**
 * Opens the namespace of the account by wrangler, which knows who is logged in. Each call is a process of two seconds, so
 * reads and writes that are asked for together go out as one bulk call; a bulk call of KV takes 100 keys.
 */
export function openRemote(id = namespaceId()): OpenedNamespace {
  const at = ['--namespace-id', id, '--remote'];
  const options = { cache: false, maxBatchSize: 100 };
  const readValue = openValueReader(id);
  const reads = new DataLoader<string, ArrayBuffer | null>((keys) => readAll(at, keys, readValue), options);
  const writes = new DataLoader<[key: string, value: Uint8Array], true>((values) => writeAll(at, values), options);
  return {
    namespace: {
      get: (key) => reads.load(key),
      put: async (key, value) => {
        await writes.load([key, typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(value)]);
      },
      delete: async (key) => {
        await runWrangler(['kv', 'key', 'delete', key, ...at]);
      },
      list: async ({ prefix }) => {
        const printed = await runWrangler(['kv', 'key', 'list', ...(prefix === '' ? [] : ['--prefix', prefix]), ...at]);
        return { keys: JSON.parse(printed.toString()) as { name: string }[], list_complete: true };
      },
    },
    name: 'the namespace of the account',
    waits: WAITS_MS,
    close: () => Promise.resolve(),
  };
}

/**
 * A bulk call gives text. What is not text comes out altered, and what begins with a byte order mark may come out without it:
 * a value that is not what its key says is read again alone, as bytes.
 */
async function readAll(at: readonly string[], keys: readonly string[], readValue: ReadValue): Promise<(ArrayBuffer | null)[]> {
  const printed = (await withFile(keys, (path) => runWrangler(['kv', 'bulk', 'get', path, ...at]))).toString();
  const values = JSON.parse(printed.slice(printed.indexOf('{'))) as Record<string, string | null>;
  const found: (ArrayBuffer | null)[] = [];
  for (const key of keys) found.push(await toValue(key, values[key] ?? null, readValue));
  return found;
}

async function toValue(key: string, text: string | null, readValue: ReadValue): Promise<ArrayBuffer | null> {
  if (text === null) return null;
  const bytes = new TextEncoder().encode(text);
  return key.startsWith('pointer/') || (await isNamedBy(key, bytes)) ? bytes.buffer : readValue(key);
}

async function writeAll(at: readonly string[], values: readonly [string, Uint8Array][]): Promise<true[]> {
  const rows = values.map(([key, bytes]) => ({ key, value: Buffer.from(bytes).toString('base64'), base64: true }));
  await withFile(rows, (path) => runWrangler(['kv', 'bulk', 'put', path, ...at]));
  return values.map(() => true);
}

async function withFile<Result>(content: unknown, use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'xizang-trade-kv-'));
  try {
    const path = join(folder, 'values.json');
    writeFileSync(path, JSON.stringify(content));
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
