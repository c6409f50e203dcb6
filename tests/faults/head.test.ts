import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, ask } from './raw.ts';
import { type Isolate, startWorkerd } from './workerd.ts';

let isolate: Isolate;
beforeAll(async () => {
  isolate = await startWorkerd({});
});
afterAll(() => isolate.stop());

const headersOf = ({ headers }: Answer) => Object.fromEntries(headers);

it.each<[what: string, asked: Parameters<typeof ask>[2]]>([
  ['no length', {}],
  ['a length of zero', { headers: [['Content-Length', '0']] }],
  ['a body', { body: 'hello' }],
])('HEAD with %s has the headers of GET, and nothing after them', async (_, asked) => {
  for (const path of ['/sources.csv', '/observations.csv?partner=NP', '/facts/total-2025']) {
    const get = await ask(isolate.port, path);
    const head = await ask(isolate.port, path, { ...asked, method: 'HEAD' });
    expect([path, head.status, head.sent.length]).toEqual([path, 200, 0]);
    expect(headersOf(head)).toEqual(headersOf(get));
  }
});
