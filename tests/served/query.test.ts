import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QueryError } from '../../data/parse-query.ts';
import { publish } from '../worker/published.ts';

const fetchFrom = (path: string, init?: RequestInit) =>
  exports.default.fetch(new Request(`https://xizang-trade.example${path}`, init));
const text = async (path: string) => (await fetchFrom(path)).text();
const linesOf = (csv: string) => csv.trimEnd().split('\r\n');

let release = '';
beforeAll(async () => {
  const { manifest } = await publish();
  release = manifest.release;
});

describe('a filtered table', () => {
  it.each<[path: string, keeps: (row: Record<string, string | null>) => boolean]>([
    ['/observations.json?partner=NP,DE&flow=export', (row) => ['NP', 'DE'].includes(row.partner ?? '') && row.flow === 'export'],
    ['/observations.json?status=contested', (row) => row.status === 'contested'],
    ['/claims.json?qualifier=ambiguous', (row) => row.qualifier === 'ambiguous'],
    ['/sources.json?language=zh&grade=C', (row) => row.language === 'zh' && row.grade === 'C'],
    ['/milestones.json?topic=fairs', (row) => row.topic === 'fairs'],
    ['/checks.json?result=explained', (row) => row.result === 'explained'],
    ['/codes.json?codelist=partner', (row) => row.codelist === 'partner'],
    ['/indicators.json?additive=no', (row) => row.additive === 'no'],
  ])('%s has the rows of the whole file that fit, as they stand there, and counts them', async (path, keeps) => {
    const name = path.slice(1, path.indexOf('.'));
    const whole = await (await fetchFrom(`/${name}.json`)).json<Record<string, Record<string, string | null>[]>>();
    const response = await fetchFrom(path);
    const answer = await response.json<typeof whole>();
    const expected = whole[name]?.filter(keeps) ?? [];
    expect(expected.length).toBeGreaterThan(0);
    expect(answer).toEqual({ ...whole, count: expected.length, [name]: expected });
    expect(response.headers.get('Row-Count')).toBe(String(expected.length));

    const csv = linesOf(await text(path.replace('.json', '.csv')));
    const [header, ...rows] = linesOf(await text(`/${name}.csv`));
    expect(csv[0]).toBe(header);
    // Byte for byte the lines of the whole, in its order: 140.0 stays 140.0
    expect(rows.filter((line) => csv.includes(line))).toEqual(csv.slice(1));
    expect(csv).toHaveLength(expected.length + 1);
  });

  it('is NDJSON too: the objects of the JSON, one a line', async () => {
    const { observations } = await (await fetchFrom('/observations.json?partner=NP')).json<{ observations: object[] }>();
    const lines = (await text('/observations.ndjson?partner=NP')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(observations);
  });

  it('may be empty, and says so', async () => {
    const response = await fetchFrom('/observations.csv?partner=DE&area=gyirong-port');
    expect([response.status, response.headers.get('Row-Count'), linesOf(await response.text()).length]).toEqual([200, '0', 1]);
  });

  it('is one answer for equal queries, however they are written', async () => {
    const [first, ...others] = await Promise.all(
      [
        '/observations.csv?partner=NP,DE&flow=export&from=2020',
        '/observations.csv?from=2020&flow=export&partner=DE,NP',
        '/observations.csv?flow=export&partner=DE%2CNP,NP&from=2020',
      ].map((path) => fetchFrom(path)),
    );
    const body = await first?.text();
    for (const other of others) {
      expect(await other.text()).toBe(body);
      expect(other.headers.get('ETag')).toBe(first?.headers.get('ETag'));
    }
  });

  it('answers for a day of the past with the same filters', async () => {
    const whole = linesOf(await text('/observations.csv?as_of=2026-01-28'));
    const some = linesOf(await text('/observations.csv?as_of=2026-01-28&partner=NP&status=derived'));
    expect(some.slice(1)).toEqual(whole.filter((line) => /,NP,/.test(line) && /,derived,/.test(line)));
    expect(some.length).toBeGreaterThan(10);
  });

  it('says how many rows it has and which release it is when it is whole, too', async () => {
    for (const [path, name] of [
      ['/claims.csv', 'claims'],
      ['/observations.json', 'observations'],
      ['/observations.ndjson', 'observations'],
    ] as const) {
      const response = await fetchFrom(path);
      const rows = (await (await fetchFrom(`/${name}.json`)).json<{ count: number }>()).count;
      await response.arrayBuffer();
      expect(response.headers.get('Row-Count')).toBe(String(rows));
      expect(response.headers.get('Content-Disposition')).toBe(
        `inline; filename="xizang-trade-${name}-${release}.${path.split('.')[1]}"`,
      );
    }
    const selection = await fetchFrom('/claims.csv?partner=NP');
    expect(selection.headers.get('Content-Disposition')).toBe(`inline; filename="xizang-trade-claims-selection-${release}.csv"`);
  });
});

describe('a query that is not understood', () => {
  it('is a 400 with every error, never cached, whatever the format', async () => {
    for (const path of ['/observations.csv', '/observations.json', '/observations.ndjson']) {
      const response = await fetchFrom(`${path}?parnter=NP&partner=Nepal&from=2024-13`);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([400, 'no-store']);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
      const { type, errors } = await response.json<{ type: string; errors: QueryError[] }>();
      expect(type).toBe('/problems#bad-query');
      expect(errors).toMatchObject([
        { parameter: 'parnter', did_you_mean: 'partner' },
        { parameter: 'partner', value: 'Nepal', did_you_mean: 'NP', allowed: expect.arrayContaining(['NP', 'DE']) },
        { parameter: 'from', value: '2024-13', allowed: ['a year or a month, such as 2024 or 2024-04'] },
      ]);
    }
  });

  it.each([
    '/claims.csv?latest=1',
    '/sources.csv?partner=NP',
    '/checks.csv?from=2024',
    '/codes.csv?labels=en',
    '/dataset.json?x=1',
  ])('%s names a parameter that is taken elsewhere only', async (path) => {
    expect((await fetchFrom(path)).status).toBe(400);
  });

  it('has a type that leads to its explanation, in both languages', async () => {
    const { type } = await (await fetchFrom('/observations.csv?x=1')).json<{ type: string }>();
    const { pathname, hash } = new URL(type, 'https://xizang-trade.example/observations.csv');
    for (const path of [pathname, `/zh${pathname}`]) {
      const response = await fetchFrom(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`id="${hash.slice(1)}"`);
    }
  });

  it('over 1,024 bytes is a 414, up to that an answer', async () => {
    const query = `partner=NP&indicator=${'goods-trade,'.repeat(90)}`.slice(0, 1023);
    expect((await fetchFrom(`/observations.csv?${query}xx`)).status).toBe(414);
    expect((await fetchFrom(`/observations.csv?${query}x`)).status).toBe(400);
  });
});

describe('/observations', () => {
  it.each(['/observations', '/zh/observations'])(
    '%s is a page with every observation, and with those asked for',
    async (path) => {
      const { count } = await (await fetchFrom('/observations.json')).json<{ count: number }>();
      const rowsIn = (page: string) => page.match(/<tr><th scope="row">/g)?.length ?? 0;
      expect(rowsIn(await text(path))).toBe(count);
      const some = await (await fetchFrom('/observations.json?partner=NP&status=derived')).json<{ count: number }>();
      expect(rowsIn(await text(`${path}?partner=NP&status=derived`))).toBe(some.count);
    },
  );

  it('takes what a form sends: empty fields, and a field for each box', async () => {
    const plain = await text('/observations?partner=DE,NP&from=2020');
    expect(await text('/observations?indicator=&partner=NP&partner=DE&from=2020&to=&as_of=&sort=')).toBe(plain);
    expect(plain).toContain('/observations.csv?from=2020&amp;partner=DE,NP');
  });

  it('answers an error with 400, in HTML, with what was probably meant', async () => {
    const response = await fetchFrom('/observations?partner=Nepal&flow=export');
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([400, 'no-store']);
    const page = await response.text();
    expect(page).toContain('<a href="/observations?flow=export&amp;partner=NP">NP</a>');
    expect(page).not.toContain('<tbody>');
  });

  it('leads from a misspelt name to the filter that it was meant for, and keeps what was typed', async () => {
    const page = await text('/observations?parnter=NP,DE&flow=export&from=20x');
    expect(page).toContain('<a href="/observations?flow=export&amp;partner=NP,DE">partner</a>');
    expect(page).toMatch(/name="from" value="20x"[^>]* aria-invalid="true" aria-describedby="errors"/);
    expect(page).toContain('<a class="skip" href="#errors">');
  });

  it('tells every row from every other', async () => {
    const page = await text('/observations');
    const rows = [...page.matchAll(/<tr><th scope="row"><a [^>]*>(.*?)<\/a><\/th><td[^>]*>(.*?)<\/td><td[^>]*>(.*?)<\/td>/g)];
    const named = rows.map(
      ([, title, period, value = '']) => `${title}, ${period}, in ${value.replace(/.*?(\(in [^)]*\)|[a-z%][^(]*)?$/, '$1')}`,
    );
    expect(rows.length).toBeGreaterThan(1000);
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  });

  it('says when values of several units are sorted by their numbers', async () => {
    expect(await text('/observations?partner=NP&sort=-value')).toContain('The rows are in several units');
    expect(await text('/observations?partner=NP&unit=CNY&sort=-value')).not.toContain('The rows are in several units');
  });

  it('whose address is too long says so as a page', async () => {
    const response = await fetchFrom(`/zh/observations?${'product=wool&'.repeat(90)}`);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([414, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('所选条件过多');
  });

  it('keeps what it has no field for, and escapes what it is sent', async () => {
    expect(await text('/observations?reporter=lhasa-customs')).toContain(
      '<input type="hidden" name="reporter" value="lhasa-customs">',
    );
    const page = await text('/observations?from="><script>alert(1)</script>');
    expect(page).not.toContain('<script>alert');
  });

  it('may be linked with what services count visits by', async () => {
    expect((await fetchFrom('/observations?utm_source=newsletter&fbclid=x')).status).toBe(200);
  });

  it('sorts by its headings, upwards and then downwards', async () => {
    const up = await text('/observations?partner=NP&sort=value');
    expect(up).toContain('aria-sort="ascending"><a href="/observations?partner=NP&amp;sort=-value#rows">');
    expect(await text('/observations?partner=NP&sort=-value')).toContain('aria-sort="descending"');
  });
});
