import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyProject } from '../browsers/project.ts';
import { runIn } from './copy.ts';
import { NAMESPACE } from './kv-api.ts';

const { folder, remove } = copyProject();
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
  const moved = dataset.replaceAll('"https://xizang-trade.example', '"https://trade.example.org');
  expect(moved).toContain('"https://trade.example.org/#contact"');
  expect(read('data/tables/dataset.json')).toBe(moved);
  expect((await runIn(folder, ['configure', '--contact', 'mailto:data@trade.example.org'])).code).toBe(0);
  // What is no page of ours stays where it is
  expect((await runIn(folder, ['configure', '--origin', 'https://figures.example.org'])).code).toBe(0);
  expect(JSON.parse(read('data/tables/dataset.json'))).toEqual({
    ...JSON.parse(dataset),
    contact: 'mailto:data@trade.example.org',
    origin: 'https://figures.example.org',
  });
});

it.each([
  [[], 'Usage: npm run configure -- [--namespace ID] [--origin https://…] [--contact https://…|mailto:…]\n'],
  [['--namespace', 'RELEASES'], '"RELEASES" is not the id of a namespace.'],
  [['--origin', 'http://trade.example.org'], '"http://trade.example.org" is not an origin.'],
  [['--origin', 'https://trade.example.org/data'], '"https://trade.example.org/data" is not an origin.'],
  [['--contact', 'data@trade.example.org'], '"data@trade.example.org" is not a contact.'],
  [['--contact', 'ftp://trade.example.org'], '"ftp://trade.example.org" is not a contact.'],
  [['--origin', 'trade'], '"trade" is not an origin.'],
])('%j teaches what is expected', async (args, message) => {
  const { code, stderr } = await runIn(folder, ['configure', ...args]);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});
