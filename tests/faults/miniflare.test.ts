import { afterEach, expect, inject, it } from 'vitest';
import { type InMiniflare, startMiniflare } from './miniflare.ts';
import { ask } from './raw.ts';
import { built, sha256 } from './releases.ts';

let server: InMiniflare | undefined;
afterEach(() => server?.stop());

const ERRORS = ['KV GET failed: 503 Service Unavailable', 'KV GET failed: 429 Too Many Requests', 'Network connection lost.'];

it.each(inject('extent') === 'all' ? ERRORS : ERRORS.slice(0, 1))(
  'in Miniflare, too, a cold isolate serves its seed where KV throws %j, and asks once',
  async (error) => {
    const bundle = await built();
    server = await startMiniflare(bundle);
    await server.fail(error);
    for (const path of ['/sources.csv', '/', '/observations.parquet']) {
      const answer = await ask(server.port, path, { headers: [['Accept-Encoding', 'identity']] });
      expect([answer.status, answer.header('release-state')]).toEqual([200, 'seed']);
      expect(sha256(answer.body)).toBe(bundle.manifest.files.find((file) => file.path === path)?.sha256);
    }
    expect(await server.reads()).toBe(1);
  },
);
