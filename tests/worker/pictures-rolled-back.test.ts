import { reset } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { blobKey } from '../../data/keys.ts';
import { toBundle } from '../../data/manifest.ts';
import { PUBLISHED, readBundle } from './published.ts';

const get = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));

let newest: string;
/** Pictures that a later release than the one served began: fact and release. */
let begun: [fact: string, release: string][];

// What is served is the first release, while a newer one is deployed with the Worker: so it is after a rollback
beforeAll(async () => {
  await reset();
  const { manifest, values } = await readBundle();
  const [first, ...later] = manifest.releases;
  newest = later.at(-1)?.id ?? '';
  begun = manifest.files.flatMap(({ path }): [string, string][] => {
    const [, fact = '', since = ''] = /^\/pictures\/(.*)\/(.*)$/.exec(path) ?? [];
    return later.some(({ id }) => id === since) ? [[fact, since]] : [];
  });
  const files = manifest.files
    .filter(({ path }) => !begun.some(([fact, since]) => path === `/pictures/${fact}/${since}`))
    .map(({ sha256, size: _size, codings: _codings, ...file }) => ({
      ...file,
      bytes: values.get(blobKey(sha256)) ?? new Uint8Array(),
    }));
  const release = { id: first?.id ?? '', released: first?.released ?? '' };
  await push(env.RELEASES, await toBundle(release, files, manifest.releases.slice(0, 1)), PUBLISHED);
  expect((await (await get('/health')).json<{ release: string }>()).release).toBe(first?.id);
});

it('a picture of a release that was rolled back stays where the feed of that release shows it', async () => {
  expect(begun.length).toBeGreaterThan(0);
  for (const [fact, since] of begun) {
    for (const path of [`/facts/${fact}.png?release=${since}`, `/badge/${fact}.svg?release=${newest}&lang=zh`]) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      await response.arrayBuffer();
    }
  }
});

it('without a release a picture is that of what is served', async () => {
  const [[fact = ''] = []] = begun.filter(([fact]) => fact === 'total-2025');
  const [served, rolledBack] = [await get(`/facts/${fact}.svg`), await get(`/facts/${fact}.svg?release=${newest}`)];
  expect([served.status, rolledBack.status]).toEqual([200, 200]);
  expect(await served.text()).not.toBe(await rolledBack.text());
});

it.each(['2020-01-01.1', '__proto__', 'x'])('a release %s that there never was is a 400 still', async (release) => {
  expect((await get(`/facts/total-2025.png?release=${release}`)).status).toBe(400);
});
