import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toContent, toDraftContent } from '../content.ts';
import { type Bundle, toBundle } from '../manifest.ts';
import { toPictures } from '../pictures/pictures.ts';
import { toPublication } from '../publication.ts';
import type { ServedFile } from '../release.ts';
import type { Assets } from '../site.ts';
import { toIntegrity } from '../versions.ts';
import { buildElement } from './build-element.ts';
import { compress } from './compress.ts';
import { PublishingError } from './namespace.ts';
import { moveTo } from './origin.ts';
import { drawPictures } from './pictures/draw-pictures.ts';
import { readReleases } from './releases.ts';
import { computeTablesAfter, formatIssues, InvalidTablesError, ROOT } from './tables.ts';
import { readPackageVersion, readVersions, toServedVersions } from './versions.ts';

const DIST = join(ROOT, 'dist');

/**
 * Builds the release and the site into `dist/`: every file by its path under `release/` and `site/`, `manifest.json`, and
 * `seed/`, the same bytes in the key space of KV. `origin` is the address that links are written with. Same tables, same bytes.
 * `report` is told what takes long.
 */
export async function build(origin?: string, dist = DIST, report?: (sentence: string) => void): Promise<Bundle> {
  const releases = await readReleases();
  const outcome = computeTablesAfter(releases);
  if (outcome.status === 'invalid') throw new InvalidTablesError(formatIssues(outcome.issues));
  const { computed } = outcome;
  const description = origin === undefined ? outcome.dataset.description : moveTo(origin, outcome.dataset.description);
  const dataset = { ...outcome.dataset, description };

  rmSync(dist, { recursive: true, force: true });
  const assets = await buildAssets(dist);
  const { release, files: written } = await toPublication(dataset, computed, releases, assets);
  const contents = releases.map(toContent);
  const isReleased = contents.some((content) => content.release.id === release.id);
  const shown = isReleased ? contents : [...contents, toDraftContent(release, written)];
  const home = isPublic(description.origin) ? description : outcome.dataset.description;
  const files = [...written, ...(await drawPictures(toPictures(shown, home), report))];
  const result = await toBundle(
    release,
    files,
    releases.map((each) => each.release),
    compress,
  );
  writeNamed(dist, files, result);
  for (const [key, bytes] of result.values) write(dist, `seed/${key}`, bytes);
  return result;
}

/** A picture outlives the machine on which somebody looked at it: an address of this machine is none to print. */
function isPublic(origin: string): boolean {
  return !/^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);
}

async function buildAssets(dist: string): Promise<Assets> {
  const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
  const files = await buildElement(join(dist, 'element'));
  const built = { version: readPackageVersion(), files, integrity: await toIntegrity(files) };
  return {
    element: files,
    versions: toServedVersions(await readVersions(), built),
    pageStyle: text('data/pages/page.css'),
    frameStyle: text('data/pages/frame.css'),
    frameScript: text('data/pages/frame.js'),
    embedScript: text('data/pages/embed.js'),
    copyScript: text('data/pages/copy.js'),
    icon: text('data/pages/icon.svg'),
    license: text('LICENSE'),
  };
}

function writeNamed(dist: string, files: readonly ServedFile[], { manifest }: Bundle): void {
  for (const { path, part, bytes } of files) write(dist, `${part}${path.endsWith('/') ? `${path}index.html` : path}`, bytes);
  write(dist, 'manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
}

function write(dist: string, path: string, bytes: Uint8Array): void {
  const file = join(dist, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** `npm run build`; the address is that of dataset.json, or of the variable ORIGIN. */
if (import.meta.main) {
  try {
    const { manifest } = await build(process.env.ORIGIN, DIST, console.log);
    const size = manifest.files.reduce((sum, file) => sum + file.size, 0);
    console.log(`Built ${manifest.release}: ${manifest.files.length} files, ${Math.round(size / 1024)} KiB, in dist/.`);
  } catch (error) {
    if (!(error instanceof PublishingError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
