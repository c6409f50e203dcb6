import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectComplete } from './complete.ts';
import { type Answer, type Asked, ask, exchange, pipelined } from './raw.ts';
import { built } from './releases.ts';
import { RUNTIMES, type Running } from './runtimes.ts';

const MARK = 'xss-7f3a';
const MANY = inject('extent') === 'all' ? 10_000 : 1000;

/** What pages elsewhere hold, and what leads there. */
const EMBEDDED = [
  '/facts/total-2025/frame',
  '/embed',
  '/zh/embed',
  '/oembed.json',
  '/facts/total-2025.svg',
  '/badge/total-2025.svg',
];

describe.each(RUNTIMES)('in %s', (name, start) => {
  let server: Running;
  beforeAll(async () => {
    server = await start(await built());
    expect((await ask(server.port, '/sources.csv')).header('release-state')).toMatch(/^(current|seed)$/);
  });
  afterAll(() => server.stop());

  /** Asks, and checks what is true of every answer. */
  async function send(target: string, asked: Asked = {}): Promise<Answer> {
    const answer = await ask(server.port, target, asked);
    expectComplete(answer, `${asked.method ?? 'GET'} ${target.slice(0, 80)}`);
    return answer;
  }

  describe('a method that writes', () => {
    it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PURGE'])('%s is a 405, with 10 MB before it that nobody read', async (method) => {
      const length: [string, string] = ['Content-Length', String(10 * 1024 * 1024)];
      // The answer comes while all of the body but its first kilobyte is still to be sent
      const answer = await unsent(server.port, method, '/observations.csv', length);
      expectComplete(answer, method);
      expect([answer.status, answer.header('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(answer.text).not.toContain('xxxx');
    });

    it.each(['TRACE', 'PROPFIND', 'MKCOL', 'QUERY'])('%s is a 405', async (method) => {
      const answer = await ask(server.port, '/observations.csv', { method, headers: [['X-Mark', MARK]] });
      expectComplete(answer, method);
      expect([answer.status, answer.header('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(answer.text).not.toContain(MARK);
    });

    it('all 10 MB sent are no harm', async () => {
      // Who does not read a body may close before it is sent, and the answer is lost with the connection
      const answer = await ask(server.port, '/', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024, 'x') }).catch(
        () => undefined,
      );
      expect([405, undefined]).toContain(answer?.status);
      expect((await send('/')).status).toBe(200);
    });
  });

  describe('an address that is none', () => {
    const NONE = [
      '//evil.example/%2e%2e',
      '//evil.example/observations.csv',
      '/\\evil.example',
      '/observations.csv/',
      '/OBSERVATIONS.CSV',
      '/Zh/',
      '/%2fobservations.csv',
      '/observations%2ecsv',
      '/%00',
      '/observations.csv%00',
      '/%zz',
      '/%',
      '/%c0%af',
      '/..%2f..',
      '/..%2fpointer/current',
      '/blob/x',
      '/pointer/current',
      '/manifest/current',
      '/seed/pointer/current',
      '/releases/__proto__/x',
      '/releases/__proto__/observations.csv',
      '/releases/constructor/',
      `/releases/${'1'.repeat(200)}/observations.csv`,
      '/releases/9999-99-99.9/observations.csv',
      '/releases/../pointer',
      '/facts/__proto__.json',
      '/facts/constructor',
      '/facts/hasOwnProperty.bib',
      '/facts/constructor/frame',
      '/facts/__proto__/frame',
      '/facts/total-2025/FRAME',
      '/facts/constructor.png',
      '/facts/__proto__.svg',
      '/badge/constructor.svg',
      '/badge/total-2025.png',
      '/badge/..%2ffacts.json',
      '/pictures/total-2025/2026-11-24.2',
      '/zh/embed/constructor',
      '/oembed.xml?url=/facts/total-2025',
      `/oembed.json?url=https://evil.example/facts/${MARK}`,
      `/oembed.json?url=//evil.example/${MARK}`,
      `/oembed.json?url=javascript:alert(${MARK})`,
      '/v1.0.0/__proto__',
      '/v1.0.0/xizang-trade.js/',
      '/v1.0.0/../pointer/current',
      '/v9.9.9/xizang-trade.js',
      `/v${'9'.repeat(100)}.0.0/xizang-trade.js`,
      '/observations/__proto__.json',
      '/schemas/constructor.schema.json',
      '/feeds/toString.atom',
      '/.env',
      '/.git/config',
      '/wp-login.php',
      '/xmlrpc.php',
      '/cgi-bin/luci',
      `/${MARK}"{}|^`,
      `/zh/"onmouseover=${MARK}`,
      '/observations.csv;jsessionid=1',
    ];

    it.each(NONE)('%s is a 404 that leads nowhere and reads nothing', async (target) => {
      const before = await server.reads();
      const answer = await send(target);
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain(MARK);
      expect(await server.reads()).toBe(before);
    });

    it('of many none reads KV', async () => {
      const before = await server.reads();
      for (let from = 0; from < MANY; from += 500) {
        const targets = Array.from({ length: 500 }, (_, index) => `/${from + index}/nothing-${from + index}.php`);
        const statuses = await pipelined(server.port, targets);
        expect(statuses).toEqual(targets.map(() => 404));
      }
      expect(await server.reads()).toBe(before);
    });
  });

  describe('a query that is none', () => {
    // Bytes and names that only a raw request has; the words of every error are in tests/data/query.test.ts
    it.each([
      '=',
      'from=\uFF12\uFF10\uFF12\uFF14',
      'from=%00',
      'from=2024%00',
      'from=+2024',
      'fields=__proto__',
      'sort=constructor',
      '__proto__=1',
      '__proto__[x]=1',
      'from=%zz',
      'from=%ff',
      'from=%ED%A0%80',
    ])('?%s is a 400 that teaches', async (query) => {
      const answer = await send(`/observations.csv?${encodeTarget(query)}`);
      expect(answer.status).toBe(400);
      const { errors, ...problem } = JSON.parse(answer.text);
      expect(problem).toMatchObject({ type: '/problems#bad-query', status: 400 });
      expect(errors.length).toBeGreaterThan(0);
      for (const { detail } of errors) expect(detail).toMatch(/\w.*\.$/);
    });

    it('of an ampersand alone asks for nothing, and gets the whole', async () => {
      expect((await send('/observations.csv?&')).body.equals((await send('/observations.csv')).body)).toBe(true);
    });

    it.each([
      '/facts/total-2025.png?shape=__proto__',
      '/facts/total-2025.png?theme=dark&theme=dark',
      '/facts/total-2025.svg?lang=%00',
      '/facts/total-2025.svg?release=',
      '/facts/total-2025.svg?release=9999-99-99.9',
      '/badge/total-2025.svg?release=..%2F..',
      '/oembed.json',
      '/oembed.json?url=',
      '/oembed.json?url=%00',
      '/oembed.json?url=/facts/total-2025&url=/facts/total-2025',
      '/oembed.json?url=/facts/total-2025&maxwidth=1e9',
      '/oembed.json?url=/facts/total-2025&maxwidth=-1',
      '/oembed.json?url=/facts/total-2025&maxheight=0x10',
    ])('%s is a 400 that teaches', async (target) => {
      const answer = await send(target);
      expect([answer.status, answer.header('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
      const { errors } = JSON.parse(answer.text);
      expect(errors.length).toBeGreaterThan(0);
      for (const { detail } of errors) expect(detail).toMatch(/\w.*\.$/);
    });

    it.each([
      '/facts/total-2025/frame?theme=pink',
      '/facts/total-2025/frame?variant=inline',
      '/facts/total-2025/frame?lang=zh&lang=zh',
      '/embed?fact=__proto__',
      '/embed?variant=constructor',
      '/embed?release=9999-99-99.9',
      '/zh/embed?theme=pink',
    ])('%s is a 400 that is read where it stands', async (target) => {
      const answer = await send(target);
      expect([answer.status, answer.header('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    });

    it('that says a thing twice is the one that says it once', async () => {
      const [once, twice] = await Promise.all([send('/observations.csv?partner=NP'), send('/observations.csv?partner=NP,NP')]);
      expect([twice.status, twice.body.equals(once.body)]).toEqual([200, true]);
    });

    it('names what was wrong as JSON only: never in a header, never as markup', async () => {
      const script = `<script>${MARK}</script>`;
      for (const path of [
        '/observations.csv',
        '/observations',
        '/zh/observations',
        '/facts.json',
        '/facts/total-2025',
        '/',
        ...EMBEDDED,
      ]) {
        for (const query of [
          `from=${encodeURIComponent(script)}`,
          `${encodeURIComponent(script)}=1`,
          `q=%0d%0aSet-Cookie:%20${MARK}`,
        ]) {
          const answer = await send(`${path}?${query}`);
          expect(JSON.stringify(answer.headers)).not.toContain(MARK);
          expect(answer.header('content-type')).not.toContain('text/plain');
          if (answer.header('content-type')?.startsWith('text/html')) expect(answer.text).not.toContain('<script>x');
        }
      }
    });
  });

  describe('what is too long', () => {
    it.each([
      [`/observations.csv?from=${'2'.repeat(1020)}`, 414],
      [`/observations.csv?from=${'2'.repeat(1019)}`, 400],
      [`/observations.csv?${'&'.repeat(60_000)}`, 414],
      [`/${'a'.repeat(256)}`, 414],
      [`/${'a'.repeat(255)}`, 404],
      [`/${'a'.repeat(30_000)}.csv`, 414],
    ])('%s', async (target, status) => {
      expect((await send(target)).status).toBe(status);
    });
  });

  describe('a condition', () => {
    let etag = '';
    beforeAll(async () => {
      const answer = await send('/sources.csv', { headers: [['Accept-Encoding', 'identity']] });
      etag = answer.header('etag') ?? '';
    });

    // Those that are well formed are in tests/served/contract.test.ts
    it.each<[what: string, headers: () => [string, string], status: number]>([
      ['nothing', () => ['If-None-Match', ''], 200],
      ['half of the tag', () => ['If-None-Match', etag.slice(0, 10)], 200],
      ['bytes that are no text', () => ['If-None-Match', '\u00ff\u0001\u00fe'], 200],
      ['the tag that must match, made weak', () => ['If-Match', `W/${etag}`], 412],
      ['the tag that must match', () => ['If-Match', etag], 200],
    ])('with %s', async (_, header, status) => {
      const answer = await send('/sources.csv', { headers: [['Accept-Encoding', 'identity'], header()] });
      expect(answer.status).toBe(status);
    });

    it('with a hundred kilobytes of tags is answered, by the Worker or by the server before it', async () => {
      const tags = Array.from({ length: 9000 }, (_, index) => `"${index}-tag"`).join(',');
      const answer = await ask(server.port, '/sources.csv', { headers: [['If-None-Match', tags]] });
      expect([200, 431]).toContain(answer.status);
    });
  });

  describe('a range', () => {
    it.each([
      'bytes=0-9',
      'bytes=0-',
      'bytes=-5',
      'bytes=9-0',
      'bytes=0-0,1-1',
      `bytes=${'0-,'.repeat(1300)}`,
      'lines=1',
      '=',
      'bytes=999999999999999999-',
    ])('%s gets the whole', async (range) => {
      const whole = await send('/sources.csv');
      const answer = await send('/sources.csv', {
        headers: [
          ['Range', range],
          ['If-Range', '"x"'],
        ],
      });
      expect([answer.status, answer.header('content-range'), answer.body.equals(whole.body)]).toEqual([200, undefined, true]);
    });
  });

  describe('a coding', () => {
    // Those that are well formed are in codings.test.ts and tests/served/accept-encoding.test.ts
    it.each(['br;q=banana', ';;;', '\u00ff', 'x'.repeat(5000)])('%s gives the same file, coded once at most', async (accept) => {
      const whole = await send('/sources.csv', { headers: [['Accept-Encoding', 'identity']] });
      const answer = await send('/sources.csv', { headers: [['Accept-Encoding', accept]] });
      expect(answer.status).toBe(200);
      expect(answer.headers.filter(([each]) => each === 'content-encoding').length).toBeLessThanOrEqual(1);
      expect(answer.body.equals(whole.body)).toBe(true);
    });
  });

  // Miniflare itself answers 500 to these, before the Worker
  describe.runIf(name === 'workerd')('a host that is none', () => {
    it.each([
      '<script>',
      'a b',
      ':',
      'x:99999',
      '[::1',
      'x/y',
      'x/sources.csv#',
      'x#y',
      'a?b',
      'a@b',
      'a:b@c',
      '%00',
      '%zz',
      '1.2.3.4.5',
      '\\',
    ])('%s is a 400', async (host) => {
      const answer = await send('/sources.csv', { headers: [['Host', host]] });
      expect([answer.status, JSON.parse(answer.text).type]).toEqual([400, '/problems#bad-host']);
    });

    it.each(['x', 'X.EXAMPLE', 'x:1', '[::1]:80', '127.0.0.1', '..', 'a_b', `${'x'.repeat(300)}`])('%s is one', async (host) => {
      expect((await send('/sources.csv', { headers: [['Host', host]] })).status).toBe(200);
    });
  });

  describe('what the server refuses before the Worker', () => {
    it.each([`/${MARK}<script>`, `/${MARK}\u00e9`, `/${MARK} x`, `http://[${MARK}/`])(
      '%s is no 5xx and no echo',
      async (target) => {
        const answer = await ask(server.port, target);
        expect(answer.status).toBe(400);
        expect(answer.text).not.toContain(MARK);
      },
    );
  });

  describe('what is no HTTP', () => {
    it.each([
      ['nonsense', 'hello\r\n\r\n'],
      ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
      ['an old version', 'GET /sources.csv HTTP/1.0\r\n\r\n'],
      ['a bare line feed in a header', 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: a\nSet-Cookie: b\r\n\r\n'],
      ['a whole address', 'GET http://evil.example/sources.csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      ['a host that is none', 'GET /sources.csv HTTP/1.1\r\nHost: <script>\r\nConnection: close\r\n\r\n'],
      ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
      [
        'a length and chunks',
        'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ],
    ])('%s leaves the Worker as it was', async (_, text) => {
      await exchange(server.port, Buffer.from(text)).catch(() => undefined);
      expect((await send('/sources.csv')).status).toBe(200);
    });
  });
});

/** A target as bytes that a request line may have: what a query has outside of ASCII goes as UTF-8. */
function encodeTarget(query: string): string {
  return Buffer.from(query).toString('latin1');
}

/** Sends the head of a request and a kilobyte of its body, and reads the answer that comes before the rest. */
function unsent(port: number, method: string, target: string, [name, value]: [string, string]): Promise<Answer> {
  const head = `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${name}: ${value}\r\n\r\n`;
  return exchange(port, Buffer.concat([Buffer.from(head), Buffer.alloc(1024, 'x')]), method);
}
