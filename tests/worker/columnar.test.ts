import { createExecutionContext, reset, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { push } from '../../data/commands/push.ts';
import { COLUMNAR_TYPE, columnarPath, toColumnar } from '../../data/formats/columnar.ts';
import { parseCsv } from '../../data/formats/csv.ts';
import { blobKey } from '../../data/keys.ts';
import { toBundle } from '../../data/manifest.ts';
import { toSiteFile } from '../../data/site-file.ts';
import worker from '../../worker/index.ts';
import { PUBLISHED, readBundle } from './published.ts';

/** Asked of a Worker that has KV alone, for its deployed copy would have what is missing there. */
async function get(path: string): Promise<string> {
  const context = createExecutionContext();
  const request = new Request(`https://xizang-trade.example${path}`) as Parameters<typeof worker.fetch>[0];
  const SEED = { fetch: () => Promise.reject(new Error('The seed is down.')) } as unknown as Fetcher;
  const response = await worker.fetch(request, { RELEASES: env.RELEASES, SEED }, context);
  await waitOnExecutionContext(context);
  expect(response.status).toBe(200);
  return response.text();
}

const csvs = new Map<string, string>();

/** A release in which the columnar form of one table was written by somebody else, that of another not at all, and one is lost. */
beforeAll(async () => {
  await reset();
  const { manifest, values } = await readBundle();
  const bytesOf = (sha256: string) => values.get(blobKey(sha256)) ?? new Uint8Array();
  const fileOf = (path: string) => manifest.files.find((file) => file.path === path);
  const columnarOf = (table: string) => fileOf(columnarPath(fileOf(`/${table}.csv`)?.sha256 ?? ''));
  for (const table of ['milestones', 'indicators', 'codes'])
    csvs.set(table, new TextDecoder().decode(bytesOf(fileOf(`/${table}.csv`)?.sha256 ?? '')));
  const [altered, unwritten, lost] = [columnarOf('milestones'), columnarOf('indicators'), columnarOf('codes')];
  const rows = parseCsv(csvs.get('milestones') ?? '').map((row) => ({ ...row, note: 'out of the columnar form' }));
  const files = manifest.files
    .filter(({ path }) => path !== altered?.path && path !== unwritten?.path)
    .map(({ sha256, size: _size, codings: _codings, ...file }) => ({ ...file, bytes: bytesOf(sha256) }));
  await push(
    env.RELEASES,
    await toBundle(
      { id: manifest.release, released: manifest.released },
      [...files, toSiteFile(altered?.path ?? '', COLUMNAR_TYPE, toColumnar(rows))],
      manifest.releases,
    ),
    PUBLISHED,
  );
  expect(lost).toBeDefined();
  await env.RELEASES.delete(blobKey(lost?.sha256 ?? ''));
});

it('a query is answered from the columnar form of its table', async () => {
  const whole = parseCsv(csvs.get('milestones') ?? '');
  const answered = parseCsv(await get('/milestones.csv?topic=fairs'));
  expect(answered).toEqual(
    whole.filter(({ topic }) => topic === 'fairs').map((row) => ({ ...row, note: 'out of the columnar form' })),
  );
  expect(answered.length).toBeGreaterThan(0);
});

it.each([
  ['in a release that was built before there was one', 'indicators', 'additive', 'no'],
  ['where it cannot be read', 'codes', 'codelist', 'partner'],
])('%s, it is answered from the CSV', async (_, table, column, value) => {
  const answered = parseCsv(await get(`/${table}.csv?${column}=${value}`));
  expect(answered).toEqual(parseCsv(csvs.get(table) ?? '').filter((row) => row[column] === value));
  expect(answered.length).toBeGreaterThan(0);
});
