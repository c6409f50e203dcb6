import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toContent, toDraftContent } from '../content.ts';
import { count } from '../count.ts';
import { type Bundle, toBundle } from '../manifest.ts';
import { type Planned, toPictures } from '../pictures/pictures.ts';
import { toPublication } from '../publication.ts';
import type { Release, ServedFile } from '../release.ts';
import type { Assets } from '../site.ts';
import { toIntegrity } from '../versions.ts';
import { buildElement } from './build-element.ts';
import { compress } from './compress.ts';
import { PublishingError } from './namespace.ts';
import { moveTo } from './origin.ts';
import { DRAWING, drawPictures, type OnDrawn } from './pictures/draw-pictures.ts';
import { readReleases } from './releases.ts';
import { countProgress } from './run/progress.ts';
import { computeTablesAfter, formatIssues, InvalidTablesError, ROOT } from './tables.ts';
import { readPackageVersion, readVersions, toServedVersions } from './versions.ts';

export const DIST = join(ROOT, 'dist');

/** All that is served but the pictures, and what is to be drawn in them. */
export type Prepared = {
  release: Release;
  releases: readonly Release[];
  files: readonly ServedFile[];
  pictures: readonly Planned[];
};

/**
 * Builds the release and the site into `dist/`: every file by its path under `release/` and `site/`, `manifest.json`, and
 * `seed/`, the same bytes in the key space of KV. `origin` is the address that links are written with. Same tables, same bytes.
 * `onDrawn` counts the pictures, which take longest. A build that fails leaves `dist/` as it was.
 */
export async function build(origin?: string, dist = DIST, onDrawn?: OnDrawn): Promise<Bundle> {
  const prepared = await prepare(origin);
  const built = await assemble(prepared, await drawPictures(prepared.pictures, onDrawn), compress);
  writeBuilt(dist, built);
  return built.bundle;
}

/** Checks the tables and makes every file but the pictures, which take longest; writes nothing. */
export async function prepare(origin?: string): Promise<Prepared> {
  const releases = await readReleases();
  const outcome = computeTablesAfter(releases);
  if (outcome.status === 'invalid') throw new InvalidTablesError(formatIssues(outcome.issues));
  const { computed } = outcome;
  const description = origin === undefined ? outcome.dataset.description : moveTo(origin, outcome.dataset.description);
  const dataset = { ...outcome.dataset, description };

  const { release, files } = await toPublication(dataset, computed, releases, await buildAssets());
  const contents = releases.map(toContent);
  const isReleased = contents.some((content) => content.release.id === release.id);
  const shown = isReleased ? contents : [...contents, toDraftContent(release, files)];
  const home = isPublic(description.origin) ? description : outcome.dataset.description;
  return { release, releases: releases.map((each) => each.release), files, pictures: toPictures(shown, home) };
}

/** A bundle with its files by their paths. */
export type Built = { files: readonly ServedFile[]; bundle: Bundle };

/** Puts everything together with the pictures that there are; `encode` makes the codings of a file, without it there are none. */
export async function assemble(
  { release, releases, files }: Prepared,
  pictures: readonly ServedFile[],
  encode?: typeof compress,
): Promise<Built> {
  const all = [...files, ...pictures];
  return { files: all, bundle: await toBundle(release, all, releases, encode) };
}

/** Puts what was built into the place of what is there, in one step. */
export function writeBuilt(dist: string, { files, bundle }: Built): void {
  const unfinished = `${dist}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  writeNamed(unfinished, files, bundle);
  for (const [key, bytes] of bundle.values) write(unfinished, `seed/${key}`, bytes);
  rmSync(dist, { recursive: true, force: true });
  renameSync(unfinished, dist);
}

/** A picture outlives the machine on which somebody looked at it: an address of this machine is none to print. */
function isPublic(origin: string): boolean {
  return !/^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);
}

async function buildAssets(): Promise<Assets> {
  const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
  const files = await buildElement();
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
    const { manifest } = await build(process.env.ORIGIN, DIST, countProgress(DRAWING));
    const size = manifest.files.reduce((sum, file) => sum + file.size, 0);
    console.log(`Built ${manifest.release}: ${count(manifest.files.length, 'file')}, ${Math.round(size / 1024)} KiB, in dist/.`);
  } catch (error) {
    if (!(error instanceof PublishingError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
