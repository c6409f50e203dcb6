import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../worker/published.ts';

const HOST = 'https://xizang-trade.example';
const get = (path: string) => exports.default.fetch(new Request(HOST + path));

beforeAll(async () => {
  await publish();
});

describe('a frame', () => {
  it.each([
    ['', 'en', '8.479 billion yuan', 'light dark', 'xt-card'],
    ['?lang=zh', 'zh-Hans', '84.79亿元', 'light dark', 'xt-card'],
    ['?theme=dark', 'en', '8.479 billion yuan', 'dark', 'xt-card'],
    ['?variant=compact&theme=light', 'en', '8.479 billion yuan', 'light', 'xt-card xt-compact'],
  ])('%s holds the whole card, readable without script', async (query, lang, value, scheme, classes) => {
    const page = await (await get(`/facts/total-2025/frame${query}`)).text();
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page).toContain(`<data value="8479000000">${value}</data>`);
    expect(page).toContain(`<meta name="color-scheme" content="${scheme}">`);
    expect(page).toContain(`<figure class="${classes}"`);
  });

  it.each([
    ['/facts/total-2025/frame', 200],
    ['/facts/total-2025/frame?theme=pink', 400],
    ['/facts/no-such-fact/frame', 404],
  ])('%s may be held by any host, and loads nothing but its own', async (path, status) => {
    const response = await get(path);
    await response.arrayBuffer();
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('X-Frame-Options')).toBeNull();
    expect(response.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; script-src 'self' ${HOST}; style-src 'self' ${HOST}; img-src 'self' ${HOST} data:; connect-src 'self' ${HOST}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; form-action 'none'`,
    );
  });

  it('prints the address that its links lead to, for where a sandbox lets none of them open', async () => {
    const page = await (await get('/facts/total-2025/frame?lang=zh')).text();
    expect(page).toContain('<base target="_blank">');
    expect(page).toContain(`<a href="${HOST}/zh/facts/total-2025">xizang-trade.example/zh/facts/total-2025</a>`);
  });

  it('says in its own place what its address has wrong', async () => {
    const page = await (await get('/facts/total-2025/frame?theme=pink&lang=zh')).text();
    expect(page).toContain('此内嵌框架的网址有误');
    expect(page).toContain('&quot;pink&quot; is not a value of theme. Allowed: auto, light, dark.');
    expect(await (await get('/facts/no-such-fact/frame')).text()).toContain('There is no such figure');
  });

  it('has no sentence variant, for the sentence stays outside', async () => {
    const response = await get('/facts/total-2025/frame?variant=inline');
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('Allowed: card, compact.')]);
  });
});

it('is what no other page is: all others are not to be framed', async () => {
  for (const path of ['/', '/zh/facts/total-2025', '/observations', '/no-such-page']) {
    const response = await get(path);
    await response.arrayBuffer();
    expect([path, response.headers.get('Content-Security-Policy')]).toEqual([
      path,
      expect.stringContaining("frame-ancestors 'none'"),
    ]);
  }
});
