import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { moveTo } from '../../data/commands/origin.ts';
import { ROOT } from '../../data/commands/tables.ts';
import { Manifest, Pointer } from '../../data/keys.ts';
import { toPublication } from '../../data/publication.ts';
import { claimLine, linesOf, tables } from './fixture.ts';
import { ASSETS, computed, releasesOf, STORY } from './frozen.fixture.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'xizang-trade-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every file below a folder with its digest. */
function digestsIn(root: string): Record<string, string> {
  const paths = globSync('**/*', { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(root.length), sha256(path)]),
  );
}

describe('npm run build', () => {
  // Both take pictures from .cache/; pictures.test.ts draws them anew in several time zones
  it('gives the same bytes every time, whatever the time zone, the locale and NODE_ENV', async () => {
    const first = join(ROOT, 'dist');
    const second = join(folder, 'second');
    const script = join(folder, 'build.mjs');
    writeFileSync(
      script,
      `import { build } from '${join(ROOT, 'data/commands/build.ts')}'; await build(undefined, '${second}');`,
    );
    const environment = {
      ...process.env,
      TZ: 'Asia/Kathmandu',
      LANG: 'ne_NP.UTF-8',
      LC_ALL: 'ne_NP.UTF-8',
      NODE_ENV: 'production',
    };
    await run(process.execPath, [script], { cwd: ROOT, env: environment });
    for (const part of ['release', 'site', 'seed']) expect(digestsIn(join(second, part))).toEqual(digestsIn(join(first, part)));

    const manifest = Manifest.parse(JSON.parse(readFileSync(join(first, 'manifest.json'), 'utf8')));
    expect(manifest.release).toMatch(/^\d{4}-\d\d-\d\d\.\d+(\+draft)?$/);
    for (const { path, sha256: digest, size, part } of manifest.files) {
      const bytes = readFileSync(join(first, part, path.endsWith('/') ? `${path}index.html` : path));
      expect([path, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([path, size, digest]);
      expect(sha256(join(first, 'seed/blob', digest))).toBe(digest);
    }
    const pointer = Pointer.parse(JSON.parse(readFileSync(join(first, 'seed/pointer/current'), 'utf8')));
    expect(sha256(join(first, 'seed/manifest', pointer.manifest))).toBe(pointer.manifest);
  });

  it('writes the address into site files only', async () => {
    const { dataset, computed: follows } = computed();
    const releases = await releasesOf(...STORY);
    const filesAt = async (origin: string) => {
      const description = moveTo(origin, dataset.description);
      const { files } = await toPublication({ ...dataset, description }, follows, releases, ASSETS);
      const texts = files.map(({ path, part, bytes }) => [path, part, Buffer.from(bytes).toString('latin1')] as const);
      return new Map(texts.map(([path, part, text]) => [path, { part, text }]));
    };
    const [here, there] = [await filesAt('https://one.example'), await filesAt('https://other.example')];
    for (const [path, { part, text }] of here)
      if (part === 'release') expect([path, there.get(path)?.text === text]).toEqual([path, true]);
    expect(there.get('/feed.atom')?.text).toContain('https://other.example/feed.atom');
    for (const { text } of there.values()) expect(text).not.toContain('one.example');
  });
});

describe('npm run check', () => {
  const check = (environment: Record<string, string>) =>
    run(process.execPath, [join(ROOT, 'data/commands/check.ts')], { env: { ...process.env, ...environment } }).catch(
      (error) => error,
    );

  it('says that the real tables are valid', async () => {
    const { stdout } = await check({});
    expect(stdout).toMatch(
      /^The tables are valid: 942 claims from 131 sources make \d+ observations \(7 contested\) and \d+ facts\.\n$/,
    );
  });

  it('says in a sentence which frozen file was edited', async () => {
    const releases = join(folder, 'edited');
    cpSync(join(ROOT, 'data/releases'), releases, { recursive: true });
    const id = readdirSync(releases).find((name) => !name.startsWith('.')) ?? '';
    appendFileSync(join(releases, id, 'claims.csv'), 'x');
    expect(await check({ RELEASES: releases })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /claims\.csv does not have its recorded SHA-256\. Restore it from git; a release is never edited\.\n$/,
      ),
    });
  });

  it('prints every issue with its place, exits with 1, and writes nothing', async () => {
    const { mkdirSync } = await import('node:fs');
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    const header = linesOf('claims.csv')[0] ?? '';
    for (const [file, bytes] of tables({
      'claims.csv': [header, claimLine({ claim: 'c1', value: 'x' }), claimLine({ claim: 'c2', partner: 'XX' })],
    })) {
      writeFileSync(join(broken, file), bytes);
    }
    const before = existsSync(join(ROOT, 'dist')) ? sha256(join(ROOT, 'dist/manifest.json')) : '';
    const { code, stdout, stderr } = await check({ TABLES: broken });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^data\/tables\/claims\.csv:2:91: value "x" is not a number\./),
      expect.stringMatching(/^data\/tables\/claims\.csv:3:45: partner "XX" is not in codes\.csv\./),
      '',
      '2 issues; nothing was written.',
      '',
    ]);
    expect(existsSync(join(ROOT, 'dist')) ? sha256(join(ROOT, 'dist/manifest.json')) : '').toBe(before);
  });
});
