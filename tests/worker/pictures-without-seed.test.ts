import { createExecutionContext, reset, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { blobKey } from '../../data/keys.ts';
import { digest, toBundle } from '../../data/manifest.ts';
import { PACK_TYPE, toPack } from '../../data/pictures/pack.ts';
import { toSiteFile } from '../../data/site-file.ts';
import worker from '../../worker/index.ts';
import { PUBLISHED } from './published.ts';

const OLDER = { id: '2026-05-03.1', released: '2026-05-03T00:00:00Z' };
const NEWER = { id: '2026-05-04.1', released: '2026-05-04T00:00:00Z' };

/** Asked of a Worker whose KV is well, and whose deployed copy cannot be read. */
async function get(path: string): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request(`https://xizang-trade.example${path}`) as Parameters<typeof worker.fetch>[0];
  const SEED = { fetch: () => Promise.reject(new Error('The seed is down.')) } as unknown as Fetcher;
  const response = await worker.fetch(request, { RELEASES: env.RELEASES, SEED }, context);
  await waitOnExecutionContext(context);
  return response;
}

const packOf = (text: string) =>
  toPack([{ name: 'badge.en.svg', type: 'image/svg+xml', bytes: new TextEncoder().encode(`<svg>${text}</svg>`) }]);

beforeAll(async () => {
  await reset();
  const gone = await packOf('apples now');
  const files = [
    toSiteFile('/pictures/apples/2026-05-03.1', PACK_TYPE, await packOf('apples then')),
    toSiteFile('/pictures/apples/2026-05-04.1', PACK_TYPE, gone),
    toSiteFile('/pictures/pears/2026-05-04.1', PACK_TYPE, await packOf('pears')),
  ];
  await push(env.RELEASES, await toBundle(NEWER, files, [OLDER, NEWER]), PUBLISHED);
  await env.RELEASES.delete(blobKey(await digest(gone)));
});

it('a picture that can be read is served as ever', async () => {
  const response = await get('/badge/pears.svg');
  expect([response.status, response.headers.get('Release-State'), await response.text()]).toEqual([
    200,
    'current',
    '<svg>pears</svg>',
  ]);
});

it('in place of one that cannot, the one before is served', async () => {
  const response = await get('/badge/apples.svg');
  expect([response.status, response.headers.get('Release-State'), await response.text()]).toEqual([
    200,
    'stale',
    '<svg>apples then</svg>',
  ]);
});

it('one of a named release that cannot be read is a 503, for it is there', async () => {
  expect((await get('/badge/apples.svg?release=2026-05-04.1')).status).toBe(503);
});

it('one of a fact that there never was is a 404', async () => {
  expect((await get('/badge/plums.svg')).status).toBe(404);
  expect((await get('/badge/pears.svg?release=2026-05-03.1')).status).toBe(404);
});

it('one of a release that only the seed could know is a 503, because it may have been published', async () => {
  expect((await get('/badge/pears.svg?release=2026-05-05.1')).status).toBe(503);
});
