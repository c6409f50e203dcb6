import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PACK_TYPE } from '../../pictures/pack.ts';
import type { Planned } from '../../pictures/pictures.ts';
import type { ServedFile } from '../../release.ts';
import { toSiteFile } from '../../site-file.ts';
import { PublishingError } from '../namespace.ts';
import { CACHES, ROOT } from '../tables.ts';
import { importsOf } from './imports.ts';
import type { Drawn } from './thread.ts';

/** The words of a command while pictures are drawn. */
export const DRAWING = 'Drawing pictures, kept in .cache/';

const CACHE = join(CACHES, 'pictures');
/** Some twenty builds with other words or addresses; then those go that this build does not need. */
const MOST_KEPT = 2000;

const THREAD = join(import.meta.dirname, 'thread.ts');

/** Fonts are read by their paths, and nobody imports them. */
const FONTS = '@fontsource-variable/noto-';

/** How far a drawing has come: called before the first picture and after each. */
export type OnDrawn = (done: number, total: number) => void;

/**
 * Draws pictures in all their variants, one file for each fact and state. What was drawn before is taken from `.cache/`, by the digest
 * of what it says and of all that draws it, so that only the first build takes its time. `onDrawn` counts those that are drawn now.
 */
export async function drawPictures(
  planned: readonly Planned[],
  onDrawn: OnDrawn = () => {},
  cache = CACHE,
): Promise<ServedFile[]> {
  const named = placesIn(cache, planned);
  const missing = named.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) await draw(missing, JSON.stringify(planned), onDrawn);
  tidy(cache, new Set(named.map(({ file }) => file)));
  return named.map(toFile);
}

/** The pictures that were drawn before, and how many were not. */
export function readDrawn(planned: readonly Planned[], cache = CACHE): { files: ServedFile[]; missing: number } {
  const there = placesIn(cache, planned).filter(({ file }) => existsSync(file));
  return { files: there.map(toFile), missing: planned.length - there.length };
}

type Placed = Planned & { file: string };

function placesIn(cache: string, planned: readonly Planned[]): Placed[] {
  mkdirSync(cache, { recursive: true });
  const drawing = toDrawingDigest();
  return planned.map((each) => ({ ...each, file: join(cache, sha256(`${drawing}${JSON.stringify(each.picture)}`)) }));
}

function toFile({ path, file }: Placed): ServedFile {
  return toSiteFile(path, PACK_TYPE, new Uint8Array(readFileSync(file)));
}

/** Other code, other fonts or another version of an engine draw other pictures. */
function toDrawingDigest(): string {
  const { files, packages } = importsOf(THREAD);
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies });
  const engines = versions.filter(([name]) => packages.includes(name) || name.startsWith(FONTS)).toSorted();
  return sha256(JSON.stringify([engines, files.map((file) => readFileSync(file, 'utf8'))]));
}

/** On every processor there is, each taking the next as soon as it is done with one. `text` has all that is to be set. */
async function draw(missing: readonly Placed[], text: string, onDrawn: OnDrawn): Promise<void> {
  const queue = [...missing];
  let done = 0;
  onDrawn(done, missing.length);
  const threads = Math.min(availableParallelism(), Math.ceil(queue.length / 8));
  await Promise.all(Array.from({ length: threads }, () => work()));

  function work(): Promise<void> {
    const thread = new Worker(THREAD, { workerData: text });
    return new Promise<void>((resolve, reject) => {
      let current = queue.shift();
      const next = () => (current === undefined ? resolve() : thread.postMessage(current.picture));
      thread.on('error', reject);
      thread.on('message', (drawn: Drawn) => {
        if (current === undefined) return;
        if (drawn.status === 'failed') {
          reject(new PublishingError(`The picture of ${current.picture.fact.fact} cannot be drawn. ${drawn.reason}`));
          return;
        }
        keep(current.file, drawn.pack);
        done += 1;
        onDrawn(done, missing.length);
        current = queue.shift();
        next();
      });
      next();
    }).finally(() => thread.terminate());
  }
}

/** Another build may be writing the same; whoever is last replaces equal bytes, and nobody reads half of them. */
function keep(file: string, bytes: Uint8Array): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, file);
}

function tidy(cache: string, needed: ReadonlySet<string>): void {
  const kept = readdirSync(cache).map((name) => join(cache, name));
  if (kept.length <= MOST_KEPT) return;
  for (const file of kept) if (!needed.has(file)) rmSync(file, { force: true });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
