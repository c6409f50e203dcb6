import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../worker/published.ts';

const HOST = 'https://xizang-trade.example';
const get = (path: string) => exports.default.fetch(new Request(HOST + path));
const ask = (url: string, more = '') => get(`/oembed.json?url=${encodeURIComponent(url)}${more}`);
const answer = async (url: string, more = '') => (await ask(url, more)).json<Record<string, unknown> & { html: string }>();

beforeAll(async () => {
  await publish();
});

describe('oEmbed', () => {
  it('answers with all that 1.0 requires of type rich', async () => {
    const { html, ...rest } = await answer(`${HOST}/facts/total-2025`);
    expect(rest).toEqual({
      version: '1.0',
      type: 'rich',
      title: 'Xizang’s goods trade, 2025: 8.479 billion yuan',
      provider_name: 'Trade of Xizang, figure by figure',
      provider_url: `${HOST}/`,
      author_name: 'The Xizang trade dataset',
      cache_age: 86400,
      width: 448,
      height: 420,
      thumbnail_url: `${HOST}/facts/total-2025.png`,
      thumbnail_width: 1200,
      thumbnail_height: 630,
    });
    expect(html).toMatch(
      /^<blockquote><a href="https:\/\/xizang-trade\.example\/facts\/total-2025">[^<]+<\/a><\/blockquote><iframe src="https:\/\/xizang-trade\.example\/facts\/total-2025\/frame\?lang=en" title="[^"]+" width="448" height="420" frameborder="0" sandbox="allow-scripts [^"]+"><\/iframe>$/,
    );
  });

  it('gives a Chinese frame for a Chinese page', async () => {
    const { html, title, thumbnail_url } = await answer(`${HOST}/zh/facts/total-2025`);
    expect([title, thumbnail_url]).toEqual([expect.stringContaining('84.79亿元'), `${HOST}/facts/total-2025.png?lang=zh`]);
    expect(html).toContain(`${HOST}/facts/total-2025/frame?lang=zh"`);
  });

  it.each([
    ['&maxwidth=300', 300, 420, 'lang=en"', false],
    ['&maxwidth=4000&maxheight=4000', 448, 420, 'lang=en"', true],
    ['&maxheight=300', 448, 230, 'variant=compact"', false],
    ['&maxwidth=200&maxheight=100', 200, 100, 'variant=compact"', false],
  ])('keeps to %s, with its picture', async (bounds, width, height, frame, hasPicture) => {
    const found = await answer(`${HOST}/facts/total-2025`, bounds);
    expect([found.width, found.height, 'thumbnail_url' in found]).toEqual([width, height, hasPicture]);
    expect(found.html).toContain(`width="${width}" height="${height}"`);
    expect(found.html).toContain(frame);
  });

  it.each([
    ['http://xizang-trade.example/facts/total-2025'],
    ['https://xizang-trade.example/facts/total-2025/'],
    ['https://XIZANG-TRADE.example/facts/total-2025?utm_source=newsletter#how'],
    ['/facts/total-2025'],
  ])('understands %s', async (url) => {
    expect((await answer(url)).html).toContain('/facts/total-2025/frame?lang=en"');
  });

  it.each(['dnt', 'constructor', 'toString', '__proto__'])('lets a parameter %s be, which is not ours', async (name) => {
    expect((await ask('/facts/total-2025', `&${name}=1`)).status).toBe(200);
  });

  it('says what it would understand, and not what it was sent', async () => {
    const response = await ask('https://evil.example/facts/total-2025');
    expect(await response.json()).toMatchObject({
      status: 404,
      detail: 'url is not the address of the page or the frame of a fact here, such as /facts/total-2025.',
    });
  });

  it('keeps what the address of a frame asks for', async () => {
    const { html } = await answer(`${HOST}/facts/total-2025/frame?theme=dark&lang=zh`);
    expect(html).toContain(`${HOST}/facts/total-2025/frame?lang=zh&amp;theme=dark"`);
  });

  it.each([
    ['https://evil.example/facts/total-2025'],
    ['https://xizang-trade.example.evil.example/facts/total-2025'],
    ['https://xizang-trade.example@evil.example/facts/total-2025'],
    ['https://somebody@xizang-trade.example/facts/total-2025'],
    ['https://xizang-trade.example:8443/facts/total-2025'],
    ['//evil.example/facts/total-2025'],
    ['ftp://xizang-trade.example/facts/total-2025'],
    ['javascript:alert(1)'],
    ['https://xizang-trade.example/'],
    ['https://xizang-trade.example/facts/no-such-fact'],
    ['https://xizang-trade.example/facts/__proto__'],
    ['https://xizang-trade.example/facts/total-2025.csv'],
    ['https://xizang-trade.example/zh/facts/total-2025/frame'],
    ['https://xizang-trade.example/facts/total-2025/frame?theme=pink'],
    ['not an address'],
    ['http://['],
  ])('answers 404 for %s, and repeats nothing of it', async (url) => {
    const response = await ask(url);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(await response.text()).not.toContain('evil');
  });

  it.each([
    ['/oembed.json', 400, 'url is missing. Give it the address of a fact.'],
    ['/oembed.json?url=', 400, 'url is empty. Give it a value, or leave it out.'],
    ['/oembed.json?url=/facts/total-2025&maxwidth=wide', 400, '"wide" is not a value of maxwidth.'],
    ['/oembed.json?url=/facts/total-2025&url=/facts/total-2024', 400, 'url stands here 2 times. Write it once.'],
    ['/oembed.json?url=/facts/total-2025&format=xml', 501, undefined],
    ['/oembed.json?url=/facts/total-2025&format=json', 200, undefined],
    ['/oembed.json?url=/facts/total-2025&dnt=1&omit_script=true', 200, undefined],
    ['/oembed.xml?url=/facts/total-2025', 404, undefined],
  ])('%s answers %i', async (path, status, detail) => {
    const response = await get(path);
    const { errors } = await response.json<{ errors?: { detail: string }[] }>();
    expect([response.status, errors?.[0]?.detail]).toEqual([status, detail]);
  });
});

describe('a page of a fact', () => {
  it.each(['/facts/total-2025', '/zh/facts/total-2025'])(
    '%s leads to its oEmbed, in its header and in its head',
    async (path) => {
      const response = await get(path);
      const inHead = /<link rel="alternate" type="application\/json\+oembed" title="[^"]+" href="([^"]+)">/.exec(
        await response.text(),
      );
      const inHeader = /<([^>]+)>; rel="alternate"; type="application\/json\+oembed"/.exec(response.headers.get('Link') ?? '');
      const [fromHead, fromHeader] = await Promise.all(
        [inHead, inHeader].map(async (found) => {
          const address = new URL(found?.[1] ?? '', HOST);
          return (await get(address.pathname + address.search)).text();
        }),
      );
      expect(fromHead).toBe(fromHeader);
      expect(JSON.parse(fromHead ?? '').html).toContain(`${HOST}${path}"`);
    },
  );
});
