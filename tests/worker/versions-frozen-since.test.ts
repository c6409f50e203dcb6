import { createExecutionContext, reset, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { toBundle } from '../../data/manifest.ts';
import { toIntegrity, toVersionFiles, type VersionsAnswer } from '../../data/versions.ts';
import worker from '../../worker/index.ts';
import { PUBLISHED, readBundle } from './published.ts';

const FILE = '/v1.0.0/xizang-trade.js';
const ask = (path: string) => new Request(`https://xizang-trade.example${path}`);

// What is served was made while version 1.0.0 was still being made, as after a rollback; the deployed copy has it frozen
beforeAll(async () => {
  await reset();
  const files = { 'xizang-trade.js': 'export const unfinished = true;', 'xizang-trade.css': 'p{}' };
  const unfinished = { version: '1.0.0', frozen: null, files, integrity: await toIntegrity(files) };
  const release = { id: '2026-05-04.1', released: '2026-05-04T00:00:00Z' };
  await push(env.RELEASES, await toBundle(release, toVersionFiles([unfinished])), PUBLISHED);
});

// First, because the deployed copy is remembered once it was read
it('what is served will do where the deployed copy cannot be read, and is kept for minutes only', async () => {
  const SEED = { fetch: () => Promise.reject(new Error('The seed is down.')) } as unknown as Fetcher;
  const get = async (path: string) => {
    const context = createExecutionContext();
    const request = ask(path) as Parameters<typeof worker.fetch>[0];
    const response = await worker.fetch(request, { RELEASES: env.RELEASES, SEED }, context);
    await waitOnExecutionContext(context);
    return response;
  };
  const response = await get(FILE);
  expect([response.status, await response.text()]).toEqual([200, 'export const unfinished = true;']);
  expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=300, /);
  // Another version may have been frozen: only the deployed copy could say that there is none
  expect((await get('/v9.9.9/xizang-trade.js')).status).toBe(503);
});

it('a frozen version comes before the bytes that what is served has under its number', async () => {
  const { manifest, values } = await readBundle();
  const bytesOf = (path: string) => values.get(`blob/${manifest.files.find((file) => file.path === path)?.sha256}`);
  const list = JSON.parse(new TextDecoder().decode(bytesOf('/versions.json'))) as VersionsAnswer;
  const frozen = list.versions.find(({ version }) => version === '1.0.0')?.frozen;
  expect(frozen).toMatch(/^\d{4}-\d\d-\d\d$/);

  const response = await exports.default.fetch(ask(FILE));
  expect(new Uint8Array(await response.arrayBuffer()).length).toBe(bytesOf(FILE)?.length);
  expect(response.headers.get('ETag')).toContain(manifest.files.find(({ path }) => path === FILE)?.sha256.slice(0, 32));
  expect([response.headers.get('Cache-Control'), response.headers.get('Last-Modified')]).toEqual([
    'public, max-age=31536000, immutable',
    new Date(frozen ?? '').toUTCString(),
  ]);
});
