import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { expect, it } from 'vitest';
import type { Env } from '../../worker/env.ts';
import worker from '../../worker/index.ts';

// A file of its own: a store that has once served keeps serving, and this one must never have
it('with KV and the seed both down it is a 503 that says when to come back, without a detail of ours', async () => {
  const down = () => Promise.reject(new Error('a secret of the platform'));
  const env = { RELEASES: { get: down }, SEED: { fetch: down } } as unknown as Env;
  const context = createExecutionContext();
  const request = new Request('https://xizang-trade.example/observations.csv') as Parameters<typeof worker.fetch>[0];
  const response = await worker.fetch(request, env, context);
  await waitOnExecutionContext(context);
  expect(response.status).toBe(503);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '60',
  });
  expect(await response.text()).not.toMatch(/secret|Error/);
});
