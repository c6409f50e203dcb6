import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyForCommands, runIn } from './copy.ts';
import { NAMESPACE } from './kv-api.ts';

const { folder, remove } = copyForCommands();
afterAll(remove);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

it('writes the id and the origin, and leaves everything else in the files as it is', async () => {
  const [wrangler, dataset] = [read('wrangler.toml'), read('data/tables/dataset.json')];
  for (const id of [NAMESPACE, 'f'.repeat(32)]) {
    expect((await runIn(folder, ['configure', '--namespace', id])).stdout).toBe(
      `wrangler.toml: the namespace RELEASES is ${id}.\n`,
    );
    expect(read('wrangler.toml')).toBe(wrangler.replace('binding = "RELEASES"', `binding = "RELEASES"\nid = "${id}"`));
  }
  expect((await runIn(folder, ['configure', '--origin', 'https://trade.example.org/'])).code).toBe(0);
  expect(read('data/tables/dataset.json')).toBe(
    dataset.replace('https://xizang-trade.example"\n}', 'https://trade.example.org"\n}'),
  );
});

it.each([
  [[], 'Usage: npm run configure -- [--namespace ID] [--origin https://…]\n'],
  [['--namespace', 'RELEASES'], '"RELEASES" is not the id of a namespace.'],
  [['--origin', 'http://trade.example.org'], '"http://trade.example.org" is not an origin.'],
  [['--origin', 'https://trade.example.org/data'], '"https://trade.example.org/data" is not an origin.'],
  [['--origin', 'trade'], '"trade" is not an origin.'],
])('%j teaches what is expected', async (args, message) => {
  const { code, stderr } = await runIn(folder, ['configure', ...args]);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});
