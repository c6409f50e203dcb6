import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Manifest } from '../../data/keys.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DIST = here('../../dist');

it.each(['dataset.jsonld', 'dcat.jsonld'])(
  'rdflib finds in %s every download, with the size and the digest of what was built, and fetches nothing',
  (name) => {
    const downloads = readDownloads(`${DIST}/site/${name}`);
    const { files } = Manifest.parse(JSON.parse(readFileSync(`${DIST}/manifest.json`, 'utf8')));
    const current = files.filter(({ path, part }) => part === 'release' && !path.startsWith('/releases/'));
    // And the four that hold the same in other formats: CSV for Excel, Parquet, XLSX, ZIP
    expect(downloads.length).toBe(current.length + 4);
    for (const [url, size, sha256] of downloads) {
      const file = files.find(({ path }) => url.endsWith(path) && path.length > 1);
      const path = [`${DIST}/release${file?.path}`, `${DIST}/site${file?.path}`].find(existsSync);
      const bytes = readFileSync(path ?? `no file for ${url}`);
      expect([url, size, sha256]).toEqual([url, bytes.length, createHash('sha256').update(bytes).digest('hex')]);
    }
  },
);

function readDownloads(path: string): [url: string, size: number, sha256: string][] {
  // A proxy that does not answer: whoever fetched a context would fail
  const env = { ...process.env, http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [here('read-linked-data.py'), path], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0)
    throw new Error(`read-linked-data.py ended with ${status}; \`npm run test:all\` installs what it needs:\n${stderr}`);
  return JSON.parse(stdout);
}
