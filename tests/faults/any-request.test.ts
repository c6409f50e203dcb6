import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import type { Bundle } from '../../data/manifest.ts';
import { expectComplete } from './complete.ts';
import { type KvServer, startKv } from './kv-server.ts';
import { type Answer, ask } from './raw.ts';
import { built, sha256 } from './releases.ts';
import { type Isolate, startWorkerd } from './workerd.ts';

const RUNS = inject('extent') === 'all' ? 1000 : 400;

let bundle: Bundle;
let kv: KvServer;
let isolate: Isolate;

beforeAll(async () => {
  bundle = await built();
  kv = await startKv();
  await push(kv.namespace, bundle, new Date('2026-11-25T00:00:00Z'));
  isolate = await startWorkerd({ kv: kv.port });
  await ask(isolate.port, '/');
});
afterAll(() => Promise.all([isolate.stop(), kv.stop()]));

/** Addresses that there are, each as often as another kind. */
const PATHS = [
  '/',
  '/zh/',
  '/observations',
  '/zh/observations',
  '/observations.csv',
  '/observations.json',
  '/observations.ndjson',
  '/observations.parquet',
  '/claims.csv',
  '/sources.json',
  '/checks.csv',
  '/codes.json',
  '/milestones.csv',
  '/changes.json',
  '/facts.json',
  '/facts/total-2025',
  '/zh/facts/total-2025',
  '/facts/total-2025.json',
  '/facts/total-2025.bib',
  '/facts/total-2025.txt',
  '/facts/total-2025/history.json',
  '/facts/total-2025.png',
  '/facts/total-2025.svg',
  '/badge/total-2025.svg',
  '/facts/total-2025/frame',
  '/oembed.json',
  '/embed',
  '/zh/embed',
  '/versions.json',
  '/v1.0.0/xizang-trade.js',
  '/v1.0.0/xizang-trade.css',
  '/dataset.csl.json',
  '/feed.atom',
  '/releases.json',
  '/releases/2026-11-24.1/',
  '/releases/2026-11-24.1/observations.csv',
  '/releases/2026-11-24.1/dataset.bib',
  '/health',
  '/openapi.json',
];
const NAMES = [
  'partner',
  'flow',
  'from',
  'to',
  'frequency',
  'latest',
  'as_of',
  'fields',
  'sort',
  'labels',
  'ids',
  'topic',
  'since',
  'lang',
  'status',
  'url',
  'fact',
  'theme',
  'variant',
  'shape',
  'release',
  'maxwidth',
];
const VALUES = [
  'NP',
  'NP,DE',
  'export',
  '2020',
  '2024-05',
  'year',
  '1',
  '2026-01-28',
  'value,partner',
  '-value',
  'en',
  'zh',
  'total-2025',
  'partners',
  '2026-11-24.1',
  'derived',
  'dark',
  'card',
  'compact',
  'pinned',
  '400',
  encodeURIComponent('https://xizang-trade.example/facts/total-2025'),
  encodeURIComponent('/facts/total-2025/frame?lang=zh'),
];

/** Whatever a request line takes, which a blank would end. */
const visible = fc.array(fc.integer({ min: 0x21, max: 0x7e }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes));
const escaped = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed()));
const piece = fc.oneof(
  visible,
  escaped,
  fc.constantFrom('..', '.', '', '__proto__', 'constructor', '%2e%2e', '%00', '%ff', 'x'.repeat(300)),
);

const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 2, arbitrary: fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => `/${pieces.join('/')}`) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...PATHS), piece).map(([known, more]) => `${known}${more}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          '/facts/',
          '/zh/facts/',
          '/badge/',
          '/observations/',
          '/releases/',
          '/feed/',
          '/feeds/',
          '/schemas/',
          '/v',
        ),
        piece,
        fc.constantFrom(
          '',
          '.json',
          '.csv',
          '.bib',
          '/',
          '/observations.csv',
          '/history.json',
          '/frame',
          '.png',
          '.svg',
          '.atom',
          '/xizang-trade.js',
        ),
      )
      .map((parts) => parts.join('')),
  },
);

const parameter = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NAMES) }, piece),
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...VALUES) }, piece),
  )
  .map(([name, value]) => `${name}=${value}`);
const query = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: fc.array(parameter, { minLength: 1, maxLength: 4 }).map((parameters) => `?${parameters.join('&')}`) },
  { weight: 1, arbitrary: visible.map((text) => `?${text}`) },
);

/** What a field value may hold: visible bytes, also those above ASCII. */
const value = fc
  .array(fc.oneof(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), { minLength: 1, maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
const header = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'If-None-Match',
      'If-Modified-Since',
      'If-Match',
      'Range',
      'Accept',
      'Accept-Language',
      'Origin',
      'Cookie',
      'X-Forwarded-Host',
      'Content-Type',
      'Cache-Control',
    ),
    fc.oneof(
      value,
      fc.constantFrom('*', ',,,', '"x"', 'W/"x"', 'Fri, 01 Jan 2027 00:00:00 GMT', 'bytes=0-9', 'null', 'text/html'),
    ),
  ),
  fc.tuple(fc.stringMatching(/^X-[A-Za-z0-9-]{1,20}$/), value),
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constant('GET') },
  fc.constantFrom('HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH'),
);
const request = fc.record({
  method,
  target: fc.tuple(path, query).map((parts) => parts.join('')),
  headers: fc.array(header, { maxLength: 5 }),
});

/** The bytes at an address without any header: what every other request for it must get as well. */
const plain = new Map<string, Answer>();
async function plainly(target: string): Promise<Answer> {
  const answer = plain.get(target) ?? (await ask(isolate.port, target));
  plain.set(target, answer);
  return answer;
}

/** Requests of which chance makes a few in a thousand, or none. */
const RARE = [
  { method: 'GET', target: '/observations.csv', headers: [['If-None-Match', '*']] },
  { method: 'HEAD', target: '/facts.json', headers: [['If-Match', '"other"']] },
  { method: 'GET', target: '/facts/total-2025/frame?lang=zh&theme=dark&variant=compact', headers: [] },
  { method: 'GET', target: '/facts/total-2025/frame', headers: [['If-None-Match', '*']] },
  { method: 'GET', target: '/facts/total-2025/frame?variant=inline', headers: [] },
  { method: 'GET', target: '/facts/constructor/frame', headers: [] },
  { method: 'GET', target: '/facts/total-2025.png?lang=zh&theme=dark&shape=card&release=2026-11-24.1', headers: [] },
  { method: 'GET', target: '/badge/total-2025.svg?theme=dark', headers: [] },
  { method: 'GET', target: '/oembed.json?url=%2Ffacts%2Ftotal-2025&maxwidth=400', headers: [] },
  { method: 'GET', target: '/oembed.json?url=https%3A%2F%2Fevil.example%2Ffacts%2Ftotal-2025', headers: [] },
  { method: 'GET', target: '/oembed.json?maxwidth=0&constructor=1', headers: [] },
  { method: 'GET', target: '/embed?fact=total-2025&variant=inline&theme=dark&release=pinned', headers: [] },
  { method: 'GET', target: '/embed?fact=__proto__', headers: [] },
  { method: 'GET', target: '/v1.0.0/xizang-trade.js?ver=1', headers: [] },
  { method: 'GET', target: '/observations.csv', headers: [['Range', 'bytes=0-9']] },
  { method: 'GET', target: '/embed/', headers: [] },
  { method: 'HEAD', target: '/observations.csv', headers: [['Content-Length', '0']] },
] as (typeof request extends fc.Arbitrary<infer Request> ? Request : never)[];

describe('any request', () => {
  it('gets no 5xx, every header, and bytes of one known release', async () => {
    const statuses = new Map<number, number>();
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(request, async ({ method, target, headers }) => {
        const answer = await ask(isolate.port, target, { method, headers });
        // The server before the Worker reads the target as a URI, and says so of what is none
        if (answer.status === 400 && answer.header('content-type') === 'text/plain') {
          expect(['invalid URI', ''], target).toContain(answer.text);
          refused += 1;
          return;
        }
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expectComplete(answer, `${method} ${target}`);
        if (answer.status !== 200 || target.startsWith('/health')) return;
        // A draft is served under its own name, and is no release yet
        const known = [bundle.manifest.release, ...bundle.manifest.releases.map(({ id }) => id)];
        // A version of the element belongs to none
        if (/^\/v\d/.test(target)) expect(answer.header('release'), target).toBeUndefined();
        else expect(known, target).toContain(answer.header('release'));
        if (method === 'HEAD') return void expect(answer.sent.length).toBe(0);
        const file = bundle.manifest.files.find((each) => each.path === target);
        expect(sha256(answer.body), target).toBe(file?.sha256 ?? sha256((await plainly(target)).body));
        if (answer.header('content-encoding') === undefined)
          expect(answer.header('etag'), target).toBe(`"${sha256(answer.body).slice(0, 32)}"`);
      }),
      { numRuns: RUNS, examples: RARE.map((each) => [each]) },
    );
    // The property says little unless it meets all of these
    for (const status of [200, 204, 206, 304, 308, 400, 404, 405, 412, 414])
      expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
    expect(refused).toBeLessThan(RUNS / 3);
    expect(statuses.get(200)).toBeGreaterThan(RUNS / 10);
    expect(kv.reads.filter((key) => key === 'pointer/current')).toHaveLength(1);
  });
});
