import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FactsAnswer } from '../../data/fact.ts';
import { publish } from '../worker/published.ts';

const fetchFrom = (path: string) => exports.default.fetch(new Request(`https://xizang-trade.example${path}`));
const TOTAL = 'goods-trade_2025_xizang_world_total_operator-location_cny';
const CHANGE = 'goods-trade_change-on-year_2025_xizang_world_total_operator-location_percent_cny';

type Evidence = {
  observation: { observation: string; formula: string | null };
  claims: { claim: string }[];
  sources: { source: string }[];
  operands: { observation: string; value: number }[];
  feeds: string[];
  checks: { check: string; result: string }[];
};
const evidence = async (id: string) => (await fetchFrom(`/observations/${id}.json`)).json<Evidence>();

beforeAll(async () => {
  await publish();
});

describe('/observations/{id}.json', () => {
  it('has the claims, the preferred one first, with their sources, what it feeds and its checks', async () => {
    const { observation, claims, sources, feeds, checks } = await evidence(TOTAL);
    expect(observation.observation).toBe(TOTAL);
    expect(claims.map(({ claim }) => claim)).toEqual(['r013', 'r001']);
    expect(sources.map(({ source }) => source).toSorted()).toEqual(['china-daily-2026-01-30', 'xinhua-2026-01-27']);
    expect(feeds).toContain(CHANGE);
    expect(checks.length).toBeGreaterThan(3);
    expect(checks.every(({ result }) => result !== 'fails')).toBe(true);
  });

  it('has the operands of a derived one, in the order of the letters', async () => {
    const { observation, claims, operands } = await evidence(CHANGE);
    expect(observation.formula).toBe('(a / b − 1) × 100');
    expect(claims).toEqual([]);
    expect(operands.map(({ value }) => value)).toEqual([8479000000, 12672000000]);
  });

  it('has the claims that disagree', async () => {
    const { claims } = await evidence('goods-trade_2025_xizang_bri_total_operator-location_cny');
    expect(claims.map(({ claim }) => claim)).toEqual(['r018', 'r011']);
  });

  it.each(['?as_of=2026-01-26', '?x=1'])('refuses %s, which it would otherwise ignore', async (query) => {
    expect((await fetchFrom(`/observations/${TOTAL}.json${query}`)).status).toBe(400);
  });

  it.each(['nothing', '__proto__', 'constructor'])('is a 404 for %s', async (id) => {
    expect((await fetchFrom(`/observations/${id}.json`)).status).toBe(404);
  });
});

describe('the page of a fact', () => {
  const page = async (path: string) => (await fetchFrom(path)).text();

  it('shows the card and the claims side by side', async () => {
    const html = await page('/facts/belt-and-road-2025');
    expect(html).toContain(
      '<figure class="xt-card" data-fact="belt-and-road-2025" data-status="contested" lang="en" aria-label="',
    );
    expect(html).toContain('How do we know?');
    expect(html).toMatch(/5\.746 billion yuan.*is shown above.*about 5\.76 billion yuan.*disagrees/s);
    expect(html).toContain('67.93%');
  });

  it('shows the formula, and then with the numbers filled in', async () => {
    const html = await page('/facts/total-change-2025');
    expect(html).toContain('<code>(a / b − 1) × 100</code>');
    expect(html).toContain('<code>(8,479,000,000 / 12,672,000,000 − 1) × 100 = −33.089</code>');
    expect(html).toContain('no source seen prints it');
  });

  it('is there for every fact in both languages, without script, and links only what exists', async () => {
    const { facts } = await (await fetchFrom('/facts.json')).json<FactsAnswer>();
    for (const { fact, text } of facts) {
      for (const [path, words] of [
        [`/facts/${fact}`, text.en],
        [`/zh/facts/${fact}`, text.zh],
      ] as const) {
        const response = await fetchFrom(path);
        expect([path, response.status]).toEqual([path, 200]);
        const html = await response.text();
        // JSON-LD is data: no browser runs it
        expect(html).not.toMatch(/<script(?! type="application\/ld\+json">)|undefined|\[object|NaN/);
        expect(html).toContain(words.value.replaceAll('&', '&amp;'));
      }
    }
  });

  it('lists the checks of what a derived fact is computed from', async () => {
    expect(await page('/facts/total-change-2025')).toMatch(/A derived figure is not checked itself.*<li>.*<code>/s);
  });

  it('is linked with whatever a newsletter adds', async () => {
    expect((await fetchFrom('/facts/total-2025?utm_source=x')).status).toBe(200);
  });

  it.each([
    ['/facts/total-2025?as_of=2026-01-28', 'This page shows what is known today', '/facts/total-2025.json?as_of=2026-01-28'],
    ['/zh/facts/total-2025?as_of=2026-01-28', '此页只显示目前已知的数据', '/facts/total-2025.json?as_of=2026-01-28'],
    ['/facts/total-2025?as_of="><script>', 'This page shows what is known today', '/facts/total-2025.json'],
    ['/facts/total-2025?as_of=2026-01-28&as_of=2026-01-27', 'This page shows what is known today', '/facts/total-2025.json'],
  ])('%s is a page that leads to today, and to what can say it of that day', async (path, title, file) => {
    const response = await fetchFrom(path);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const html = await response.text();
    expect(html).toContain(`<h1>${title}</h1>`);
    const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual([path.replace(/\?.*/, ''), file]);
    expect(html).not.toContain('<script>');
    expect((await fetchFrom(file)).status).toBe(200);
  });

  it('with a date is a 404 page where there is no such fact', async () => {
    expect((await fetchFrom('/facts/no-such-fact?as_of=2026-01-26')).status).toBe(404);
  });

  it('leads to evidence that is there', async () => {
    const html = `${await page('/facts/total-2025')}${await page('/zh/facts/private-share-2025')}`;
    const links = new Set([...html.matchAll(/href="(\/[^"#]*)"/g)].flatMap(([, path]) => path ?? []));
    expect(links.size).toBeGreaterThan(10);
    for (const path of links) {
      const response = await fetchFrom(path);
      await response.arrayBuffer();
      expect([path, response.status]).toEqual([path, 200]);
    }
  });

  it.each(['/facts/no-such-fact', '/zh/facts/no-such-fact', '/facts/Total-2025'])('%s is a 404 page', async (path) => {
    const response = await fetchFrom(path);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});
