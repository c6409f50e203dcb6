import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../data/manifest.ts';
import { publish } from '../worker/published.ts';

const get = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));

/** Decoded by hand, because `text()` warns of types that are not `text/…`. */
const read = async (path: string) => new TextDecoder().decode(await (await get(path)).arrayBuffer());

let bundle: Bundle;
beforeAll(async () => {
  bundle = await publish();
});

describe('citations', () => {
  it.each([
    ['/facts/total-2025', '/facts.json'],
    ['/dataset', '/observations.csv'],
  ])('of %s name the release, its day and the digest of %s, as they are served', async (cited, file) => {
    const { sha256 } = bundle.manifest.files.find(({ path }) => path === file) ?? {};
    for (const suffix of ['bib', 'ris', 'csl.json', 'txt', 'md']) {
      for (const query of ['', '?lang=zh', '?lang=en']) {
        const text = await read(`${cited}.${suffix}${query}`);
        expect(text, suffix).toContain(bundle.manifest.release);
        expect(text, suffix).toContain(sha256);
        expect(text.includes(query === '?lang=zh' ? '西藏' : 'Xizang’s') || cited === '/dataset', suffix).toBe(true);
      }
    }
    expect(await read(`${cited}.txt`)).toContain(bundle.manifest.released.slice(0, 10));
  });

  it('in English are the same with and without lang=en', async () => {
    const [without, named] = await Promise.all(['/dataset.txt', '/dataset.txt?lang=en'].map(read));
    expect(named).toBe(without);
  });

  it.each([
    ['/dataset.bib?lang=fr', { parameter: 'lang', value: 'fr', allowed: ['en', 'zh'] }],
    ['/facts/total-2025.ris?lang=', { parameter: 'lang', value: '', allowed: ['en', 'zh'] }],
    [
      '/facts/total-2025.txt?lang=en&lang=zh',
      { parameter: 'lang', value: 'en & zh', detail: 'lang stands here 2 times. Write it once.' },
    ],
  ])('%s is a 400 that teaches', async (path, error) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [error] });
  });

  it.each(['/facts/no-such-fact.bib', '/facts/__proto__.txt', '/dataset.xml', '/facts/total-2025.csl'])(
    '%s is a 404',
    async (path) => {
      const response = await get(path);
      await response.arrayBuffer();
      expect(response.status).toBe(404);
    },
  );
});
