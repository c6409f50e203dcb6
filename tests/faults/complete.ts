import { expect } from 'vitest';
import type { Answer } from './raw.ts';

const SECURE = /^default-src 'none'; .*frame-ancestors /;

/** A frame may be held by anybody, and says so by saying nothing; it loads from its own origin, which it names, and sends no form. */
const FRAMED = /^default-src 'none'; script-src 'self' https?:\/\/[^ ;*]+; (?!.*frame-ancestors).*; form-action 'none'$/;

/** What every answer has, whatever was asked: anybody may read it, nobody may reinterpret it, and it says how long it may be kept. */
export function expectComplete(answer: Answer, what: string): void {
  expect(answer.status, what).toBeLessThan(500);
  expect(Object.fromEntries(answer.headers), what).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('Release'),
    'cache-control': expect.stringMatching(/^(no-store|public, max-age=\d+)/),
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': expect.stringMatching(/./),
    'timing-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  });
  // These requests come over plain HTTP
  // Only to a page of ours
  if (answer.status === 307 || answer.status === 308) expect(answer.header('location'), what).toMatch(/^\/(?!\/)/);
  else expect([what, answer.header('location')]).toEqual([what, undefined]);
  for (const never of ['set-cookie', 'access-control-allow-credentials', 'server', 'x-powered-by', 'strict-transport-security'])
    expect([what, never, answer.header(never)]).toEqual([what, never, undefined]);
  if (answer.status >= 400) expect([what, answer.header('cache-control')]).toEqual([what, 'no-store']);
  if (answer.status === 204) return;
  expect(answer.header('content-security-policy'), what).toMatch(isFrame(answer, what) ? FRAMED : SECURE);
  if (answer.status !== 304 && answer.status !== 204)
    expect(answer.header('content-type'), what).toMatch(/^[a-z]+\/[a-z0-9.+-]+/);
  if (answer.status === 200 && answer.header('cache-control') !== 'no-store') {
    expect(answer.header('etag'), what).toMatch(/^"[^"]+"$/);
    expect(answer.header('last-modified'), what).toMatch(/ GMT$/);
  }
}

/** Whether the Worker answered as a frame, also where it says what is wrong; `what` is the method and the target. */
function isFrame({ status }: Answer, what: string): boolean {
  const [method = '', target = ''] = what.split(' ');
  const path = URL.parse(`http://localhost${target}`)?.pathname ?? '';
  return /^(GET|HEAD)$/.test(method) && [200, 304, 400, 404, 410].includes(status) && FRAME.test(path);
}

const FRAME = /^\/facts\/[a-z0-9-]+\/frame$/;
