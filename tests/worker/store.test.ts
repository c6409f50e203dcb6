import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { copiesIn } from '../../worker/copies.ts';
import type { Env } from '../../worker/env.ts';
import { Store } from '../../worker/store.ts';
import { publish, readBundle } from './published.ts';

/** The store before the real KV of workerd and the seed that was built; its states one by one are in tests/store/states.test.ts. */
const serving = (from: Env) => new Store().serving(copiesIn(from), () => {});

it('without KV the Worker serves the seed with a short life and says so', async () => {
  const { manifest } = await readBundle();
  const context = createExecutionContext();
  const response = await exports.default.fetch(new Request('https://xizang-trade.example/observations.csv'));
  await waitOnExecutionContext(context);
  expect([response.status, response.headers.get('Release-State'), response.headers.get('Cache-Control')]).toEqual([
    200,
    'seed',
    'public, max-age=30',
  ]);
  const health = await exports.default.fetch(new Request('https://xizang-trade.example/health'));
  expect(await health.json()).toMatchObject({ status: 'ok', state: 'seed', seq: 0, release: manifest.release });
});

it('without any binding of KV the seed serves', async () => {
  const { SEED } = env;
  expect((await serving({ SEED } as Env)).state).toBe('seed');
});

it('the release in KV is served, with every hot file as it was pushed', async () => {
  const { manifest } = await publish();
  const { state, snapshot } = await serving(env);
  expect([state, snapshot.pointer.seq, snapshot.manifest]).toEqual(['current', 1, manifest]);
  for (const { path, sha256, size } of manifest.files.filter(({ hot }) => hot))
    expect([path, snapshot.hot.get(sha256)?.length]).toEqual([path, size]);
});
