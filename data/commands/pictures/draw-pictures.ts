import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PACK_TYPE } from '../../pictures/pack.ts';
import type { Picture } from '../../pictures/picture.ts';
import type { Planned } from '../../pictures/pictures.ts';
import type { ServedFile } from '../../release.ts';
import { toSiteFile } from '../../site-file.ts';
import { PublishingError } from '../namespace.ts';
import { CACHES, ROOT } from '../tables.ts';
import { importsOf } from './imports.ts';
import type { Drawn } from './thread.ts';

const CACHE = join(CACHES, 'pictures');
/** Some twenty builds with other words or addresses; then those go that this build does not need. */
const MOST_KEPT = 2000;

const THREAD = join(import.meta.dirname, 'thread.ts');

/** Fonts are read by their paths, and nobody imports them. */
const FONTS = '@fontsource-variable/noto-';

/**
 * Draws pictures in all their variants, one file for each fact and state. What was drawn before is taken from `.cache/`, by the digest
 * of what it says and of all that draws it, so that only the first build takes its time.
 */
export async function drawPictures(
  planned: readonly Planned[],
  report: (sentence: string) => void = () => {},
  cache = CACHE,
): Promise<ServedFile[]> {
  mkdirSync(cache, { recursive: true });
  const drawing = toDrawingDigest();
  const named = planned.map(({ path, picture }) => ({
    path,
    picture,
    file: join(cache, sha256(`${drawing}${JSON.stringify(picture)}`)),
  }));
  const missing = named.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) {
    report(`Drawing the pictures of ${missing.length === 1 ? 'one fact' : `${missing.length} facts`}, kept in .cache/ ...`);
    await draw(missing, JSON.stringify(planned));
  }
  const files = named.map(({ path, file }) => toSiteFile(path, PACK_TYPE, new Uint8Array(readFileSync(file))));
  tidy(cache, new Set(named.map(({ file }) => file)));
  return files;
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
async function draw(missing: readonly { picture: Picture; file: string }[], text: string): Promise<void> {
  const queue = [...missing];
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
