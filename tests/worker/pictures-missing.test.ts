import { env, exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { blobKey } from '../../data/keys.ts';
import { digest, toBundle } from '../../data/manifest.ts';
import { PACK_TYPE, toPack } from '../../data/pictures/pack.ts';
import { toSiteFile } from '../../data/site-file.ts';
import { PUBLISHED, readBundle } from './published.ts';

const get = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));

/** A pack with one badge, which says what it is. */
async function packOf(text: string) {
  return toPack([{ name: 'badge.en.svg', type: 'image/svg+xml', bytes: new TextEncoder().encode(`<svg>${text}</svg>`) }]);
}

// A file of its own: what was read once is remembered, and these bytes must never have been
it('where the bytes of a picture are gone, the deployed one is served, then the one of an earlier release, never a broken image', async () => {
  const { manifest, values } = await readBundle();
  const [older, newer] = manifest.releases.slice(-2).map(({ id }) => id);
  const deployed = manifest.files.find(({ path }) => path.startsWith('/pictures/total-2025/'));
  const bytesOf = (sha256: string) => values.get(blobKey(sha256)) ?? new Uint8Array();
  const kept = manifest.files
    .filter(({ path }) => !path.startsWith('/pictures/'))
    .map(({ sha256, size: _, ...file }) => ({ ...file, bytes: bytesOf(sha256) }));
  const gone = [await packOf('redrawn'), await packOf('apples now')] as const;
  const files = [
    ...kept,
    toSiteFile(deployed?.path ?? '', PACK_TYPE, gone[0]),
    toSiteFile(`/pictures/apples/${older}`, PACK_TYPE, await packOf('apples then')),
    toSiteFile(`/pictures/apples/${newer}`, PACK_TYPE, gone[1]),
  ];
  await push(
    env.RELEASES,
    await toBundle({ id: manifest.release, released: manifest.released }, files, manifest.releases),
    PUBLISHED,
  );
  for (const bytes of gone) await env.RELEASES.delete(blobKey(await digest(bytes)));
  expect((await get('/health')).headers.get('Release-State')).toBe('current');

  const fromSeed = await get('/badge/total-2025.svg');
  expect([fromSeed.status, fromSeed.headers.get('Release-State')]).toEqual([200, 'stale']);
  expect(await fromSeed.text()).toContain('8.479 billion yuan');

  const before = await get('/badge/apples.svg');
  expect([before.status, before.headers.get('Release-State')]).toEqual([200, 'stale']);
  expect(await before.text()).toBe('<svg>apples then</svg>');

  const named = await get(`/badge/apples.svg?release=${older}`);
  expect([named.status, named.headers.get('Release-State')]).toEqual([200, 'current']);
  expect((await get(`/badge/apples.svg?release=${newer}`)).status).toBe(503);
  // Not in what was pushed, but in what is deployed
  expect((await get('/badge/nepal-2024.svg')).status).toBe(200);
});
