import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../worker/published.ts';

const get = (path: string, init?: RequestInit) =>
  exports.default.fetch(new Request(`https://xizang-trade.example${path}`, { redirect: 'manual', ...init }));

beforeAll(async () => {
  await publish();
});

describe('an address that is nearly one of a page leads there, for good', () => {
  it.each([
    ['/facts/total-2025/', '/facts/total-2025'],
    ['/zh/facts/total-2025//', '/zh/facts/total-2025'],
    ['/facts/total-2025/frame/', '/facts/total-2025/frame'],
    ['/facts/total-2025.', '/facts/total-2025'],
    ['/facts/total-2025)', '/facts/total-2025'],
    ['/facts/total-2025,', '/facts/total-2025'],
    ['/facts/total-2025%E3%80%82', '/facts/total-2025'],
    ['/zh/facts/total-2025%EF%BC%89%E3%80%82', '/zh/facts/total-2025'],
    ['/facts/total-2025%22', '/facts/total-2025'],
    ['/observations/', '/observations'],
    ['/zh/observations/', '/zh/observations'],
    ['/embed/', '/embed'],
    ['/zh/embed.', '/zh/embed'],
    ['/docs/', '/docs'],
    ['/problems/', '/problems'],
    ['/zh', '/zh/'],
    ['/zh//', '/zh/'],
    ['/releases/2026-11-24.2', '/releases/2026-11-24.2/'],
    ['/zh/releases/2026-11-24.2', '/zh/releases/2026-11-24.2/'],
    ['/embed/?fact=total-2025', '/embed?fact=total-2025'],
  ])('%s', async (path, location) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await get(path, { method });
      expect([response.status, response.headers.get('Location'), await response.text()]).toEqual([308, location, '']);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    }
    expect((await get(location)).status).toBe(200);
  });

  it.each([
    ['/facts', '/#facts'],
    ['/facts/', '/#facts'],
    ['/zh/facts/', '/zh/#facts'],
    ['/releases/', '/releases.json'],
  ])('%s to the list of them, for now', async (path, location) => {
    const response = await get(path);
    expect([response.status, response.headers.get('Location')]).toEqual([307, location]);
  });

  it.each([
    '/observations.csv/',
    '/facts/total-2025.json/',
    '/facts.json.',
    '//evil.example/',
    '//evil.example/facts/total-2025/',
    '/\\evil.example/',
    '/facts//evil.example/',
    '/%2f%2fevil.example%2f',
    '/releases/__proto__',
    '/__proto__/',
    '/constructor',
    '/nothing/',
  ])('but not %s', async (path) => {
    const response = await get(path);
    await response.text();
    expect([response.status, response.headers.get('Location')]).toEqual([404, null]);
  });
});

describe('what newsletters and networks put behind an address changes nothing', () => {
  const SHARED = [
    '/',
    '/facts/total-2025',
    '/zh/facts/total-2025',
    '/facts/total-2025/frame',
    '/facts/total-2025.png',
    '/facts/total-2025.svg',
    '/facts/total-2025.bib',
    '/facts/total-2025.txt',
    '/facts/total-2025.json',
    '/facts/total-2025/history.json',
    '/badge/total-2025.svg',
    '/feed.atom',
    '/feed.json',
    '/feeds/totals.atom',
    '/icon.svg',
    '/embed',
    '/observations',
    '/observations.csv',
    '/observations.parquet',
    '/changes.json',
    '/facts.json',
    '/docs',
    '/dataset.bib',
    '/releases/2026-11-24.2/',
    '/releases/2026-11-24.2/observations.csv',
    '/v1.0.0/xizang-trade.js',
  ];
  it.each(SHARED)('%s', async (path) => {
    const plain = await get(path);
    const bytes = await plain.arrayBuffer();
    for (const tags of ['utm_source=x&utm_medium=mail', 'fbclid=IwAR0', 'gclid=a&mc_eid=b&_hsenc=c', 'UTM_Source=x']) {
      const tagged = await get(`${path}?${tags}`);
      expect([tags, tagged.status, tagged.headers.get('ETag')]).toEqual([tags, plain.status, plain.headers.get('ETag')]);
      expect(new Uint8Array(await tagged.arrayBuffer())).toEqual(new Uint8Array(bytes));
    }
  });

  it('and leaves what was asked for', async () => {
    const [plain, tagged] = await Promise.all([
      get('/observations.csv?partner=NP&from=2020'),
      get('/observations.csv?fbclid=1&partner=NP&utm_campaign=&from=2020&gclid=2'),
    ]);
    expect(await tagged.text()).toBe(await plain.text());
    expect((await get('/observations.csv?partner=NP&utm=1')).status).toBe(400);
  });

  it.each([
    '/facts/total-2025/frame',
    '/facts/total-2025.png',
    '/badge/total-2025.svg',
    '/feed.atom',
    '/facts/total-2025.bib',
    '/embed',
  ])('%s, which is shared and embedded, takes any other name as well', async (path) => {
    expect((await get(`${path}?ref=newsletter&__proto__=1`)).status).toBe(200);
  });

  it.each([
    '/observations.parquet?partner=NP',
    '/xizang-trade.xlsx?x=1',
    '/changes.csv?partner=NP',
    '/facts/total-2025.json?langg=zh',
  ])('but a file of data does not: %s', async (path) => {
    expect((await get(path)).status).toBe(400);
  });
});

describe('a part of a file', () => {
  const ask = (range: string, more: Record<string, string> = {}, path = '/sources.csv') =>
    get(path, { headers: { Range: range, ...more } });

  it.each<[range: string, from: number, to: number | undefined]>([
    ['bytes=0-9', 0, 10],
    ['bytes=5-', 5, undefined],
    ['bytes=-7', -7, undefined],
    ['bytes=0-99999999', 0, undefined],
    ['bytes=-99999999', 0, undefined],
    ['BYTES=3-3', 3, 4],
  ])('%s', async (range, from, to) => {
    const whole = new Uint8Array(await (await get('/sources.csv')).arrayBuffer());
    for (const path of ['/sources.csv', '/facts/total-2025', '/observations.csv?partner=NP']) {
      const all = path === '/sources.csv' ? whole : new Uint8Array(await (await get(path)).arrayBuffer());
      const response = await ask(range, {}, path);
      const part = new Uint8Array(await response.arrayBuffer());
      expect([path, response.status]).toEqual([path, 206]);
      expect(part).toEqual(all.slice(from, to));
      const first = from < 0 ? all.length + from : from;
      expect(response.headers.get('Content-Range')).toBe(`bytes ${first}-${first + part.length - 1}/${all.length}`);
      expect([response.headers.get('Content-Length'), response.headers.get('Content-Encoding')]).toEqual([
        String(part.length),
        null,
      ]);
    }
  });

  it('of the parquet file puts itself together again', async () => {
    const whole = new Uint8Array(await (await get('/observations.parquet')).arrayBuffer());
    const half = whole.length >> 1;
    const parts = await Promise.all(
      [`bytes=0-${half - 1}`, `bytes=${half}-`].map(async (range) => ask(range, {}, '/observations.parquet')),
    );
    const joined = new Blob(await Promise.all(parts.map((part) => part.arrayBuffer())));
    expect(new Uint8Array(await joined.arrayBuffer())).toEqual(whole);
  });

  it.each(['bytes=9-0', 'bytes=0-0,1-1', 'lines=1', '=', 'bytes=', 'bytes=-', 'bytes=a-b', ''])(
    'that is none, %j, is the whole',
    async (range) => {
      expect((await ask(range)).status).toBe(200);
    },
  );

  it.each(['bytes=999999999999-', 'bytes=-0'])('%s, which is not there, is a 416 with the length', async (range) => {
    const size = (await (await get('/sources.csv')).arrayBuffer()).byteLength;
    const response = await ask(range);
    expect([response.status, response.headers.get('Content-Range'), (await response.json<{ type: string }>()).type]).toEqual([
      416,
      `bytes */${size}`,
      '/problems#range',
    ]);
  });

  it('goes on only with the file that it began with', async () => {
    const whole = await get('/sources.csv');
    const [etag, date] = [whole.headers.get('ETag') ?? '', whole.headers.get('Last-Modified') ?? ''];
    const statusWith = async (condition: string) => (await ask('bytes=0-9', { 'If-Range': condition })).status;
    expect(await Promise.all([etag, date, '"x"', `W/${etag}`, 'Thu, 01 Jan 2015 00:00:00 GMT'].map(statusWith))).toEqual([
      206, 206, 200, 200, 200,
    ]);
  });

  it('is not a thing of HEAD', async () => {
    const head = await get('/sources.csv', { method: 'HEAD', headers: { Range: 'bytes=0-9' } });
    expect([head.status, head.headers.get('Content-Range')]).toEqual([200, null]);
  });
});

describe('a day on which a fact was not known', () => {
  it('is no missing file: the first day that has it is told', async () => {
    const response = await get('/facts/total-2025.json?as_of=2026-01-20');
    const problem = await response.json<Record<string, string>>();
    expect([response.status, problem]).toMatchObject([404, { type: '/problems#not-yet-known', first_known: '2026-01-27' }]);
    expect(problem.detail).toContain('from as_of=2026-01-27 on');
    expect((await get('/facts/total-2025.json?as_of=2026-01-27')).status).toBe(200);
  });

  it.each(['/facts/total-2025.json', '/facts.json', '/observations.csv', '/observations.json'])(
    '%s refuses one that has not come yet',
    async (path) => {
      const response = await get(`${path}?as_of=2999-01-01`);
      const { errors } = await response.json<{ errors: { detail: string }[] }>();
      expect([response.status, errors[0]?.detail]).toEqual([
        400,
        'as_of 2999-01-01 is in the future. Leave it out for what is known today.',
      ]);
    },
  );
});

describe('oEmbed takes what consumers send without meaning it', () => {
  it.each(['maxwidth=&maxheight=', 'maxwidth=0&maxheight=0', 'format={format}', 'format=JSON', 'format=', 'dnt=1&utm_source=x'])(
    '%s',
    async (query) => {
      expect((await get(`/oembed.json?url=/facts/total-2025&${query}`)).status).toBe(200);
    },
  );

  it('and the address of a frame with a tag behind it', async () => {
    const url = encodeURIComponent('https://xizang-trade.example/facts/total-2025/frame?lang=zh&utm_source=x');
    expect((await (await get(`/oembed.json?url=${url}`)).json<{ html: string }>()).html).toContain(
      '/facts/total-2025/frame?lang=zh',
    );
  });
});
