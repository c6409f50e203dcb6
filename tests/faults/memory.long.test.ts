import { expect, it } from 'vitest';
import { connectInspector } from '../bench/inspector.ts';
import { freePort } from '../bench/server.ts';
import { pipelined } from './raw.ts';
import { COLLECT_PATH, startWorkerd } from './workerd.ts';

const TIMES = 10_000;
const AT_ONCE = 500;
/** Bytes. An address that is kept takes some sixty at least: ten thousand of them, twice this. */
const MOST_GROWTH = 256 * 1024;

const KINDS: [kind: string, status: number, pathOf: (index: number) => string][] = [
  ['addresses that are nowhere', 404, (index) => `/${index}/nothing-${index}.php`],
  ['facts that never were', 404, (index) => `/facts/no-fact-${index}.json`],
  ['queries that are none', 400, (index) => `/observations.csv?partner=nobody-${index}`],
];

it.each(KINDS)('ten thousand %s leave nothing behind in the memory of an isolate', async (_, status, pathOf) => {
  const inspectorPort = await freePort();
  const isolate = await startWorkerd({ inspectorPort });
  const ask = async (from: number) => {
    const paths = Array.from({ length: AT_ONCE }, (_, index) => pathOf(from + index));
    expect(new Set(await pipelined(isolate.port, paths))).toEqual(new Set([status]));
  };
  try {
    // What every answer needs is made by the first of them, and code is compiled anew when it proves hot
    for (let from = 0; from < TIMES; from += AT_ONCE) await ask(TIMES + from);
    const { send, close } = await connectInspector(inspectorPort);
    const heap = async () => {
      await pipelined(isolate.port, [COLLECT_PATH, COLLECT_PATH]);
      return (await send<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize;
    };
    const before = await heap();
    for (let from = 0; from < TIMES; from += AT_ONCE) await ask(2 * TIMES + from);
    const growth = (await heap()) - before;
    close();
    expect(growth).toBeLessThan(MOST_GROWTH);
  } finally {
    await isolate.stop();
  }
});
