import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { count } from '../count.ts';
import type { Bundle } from '../manifest.ts';
import { assemble, DIST, type Prepared, prepare, writeBuilt } from './build.ts';
import { openLocal } from './local-namespace.ts';
import { PublishingError } from './namespace.ts';
import { DRAWING, drawPictures, readDrawn } from './pictures/draw-pictures.ts';
import { push } from './push.ts';
import { countProgress } from './run/progress.ts';
import { InvalidTablesError, ROOT } from './tables.ts';

/**
 * `npm start`: builds the dataset, puts it into the local KV of wrangler, and serves it until it is stopped. Pictures that were never
 * drawn on this machine take longer than all else together: they follow while the rest is served.
 */
const port = Number(process.env.PORT ?? 8787);
const origin = `http://localhost:${port}`;
const READY_WITHIN_MS = 60_000;

process.exitCode = await start();

async function start(): Promise<number> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return fail(`PORT is "${process.env.PORT}". Give a number from 1 to 65535.`);
  if (!(await isFree(port)))
    return fail(`Port ${port} is taken. Stop what listens there, or choose another: PORT=8788 npm start`);
  try {
    console.log('1/3  Checking the tables, building the release and the site ...');
    const prepared = await prepare(origin);
    const { files: pictures, missing } = readDrawn(prepared.pictures);
    // In no coding: to make those takes longer than they save on one machine
    const built = await assemble(prepared, pictures);
    writeBuilt(DIST, built);
    console.log(`     ${built.bundle.manifest.release}: ${count(built.bundle.manifest.files.length, 'file')}.`);
    console.log('2/3  Starting the Worker ...');
    const worker = startWorker();
    console.log('3/3  Putting the files into local KV ...');
    await publish(built.bundle);
    return await serve(worker, missing === 0 ? undefined : () => follow(prepared, missing));
  } catch (error) {
    if (error instanceof InvalidTablesError) return fail(`The tables have issues:\n\n${error.message}`);
    if (error instanceof PublishingError) return fail(error.message);
    throw error;
  }
}

async function publish(bundle: Bundle): Promise<void> {
  const { namespace, close } = await openLocal();
  const { written, pointer } = await push(namespace, bundle, new Date(), { replaceFrozen: true, readBack: false });
  await close();
  console.log(`     ${count(written, 'new value')}, pointer ${pointer.seq}.`);
}

/** Draws what is missing and puts the whole into the place of what was served until now. */
async function follow(prepared: Prepared, missing: number): Promise<void> {
  console.log(`  Until they are drawn, the pictures of ${count(missing, 'fact')} are not served; all else is.\n`);
  const whole = await assemble(prepared, await drawPictures(prepared.pictures, countProgress(DRAWING)));
  await publish(whole.bundle);
  // wrangler notices that the seed is another one, and starts the Worker again: it looks into KV at once
  writeBuilt(DIST, whole);
  console.log('     The pictures are served, too.');
}

type Running = { child: ChildProcess; ended: Promise<number>; printed: () => string; isStopped: () => boolean };

/** The Worker, run by wrangler. What wrangler prints is kept back, and shown where it fails. */
function startWorker(): Running {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const options = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--show-interactive-dev-session=false'];
  const child = spawn(process.execPath, [wrangler, 'dev', ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed = (printed + chunk).slice(-20_000)));
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 0)));
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopped = true;
      child.kill(signal);
    });
  }
  return { child, ended, printed: () => printed, isStopped: () => stopped };
}

/** Prints the addresses when the Worker answers, does what may follow, and waits for its end. */
async function serve({ child, ended, printed, isStopped }: Running, follow?: () => Promise<void>): Promise<number> {
  if (await isReady(ended)) {
    console.log(addresses());
    await Promise.race([follow?.(), ended]);
  } else if (child.exitCode === null && !isStopped()) {
    child.kill();
    return fail(`The Worker did not answer within ${READY_WITHIN_MS / 1000} seconds. wrangler dev printed:\n\n${printed()}`);
  }
  const code = await ended;
  if (code === 0 || isStopped()) return 0;
  return fail(`wrangler dev ended with ${code}. It printed:\n\n${printed()}`);
}

async function isReady(ended: Promise<number>): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const answer = await Promise.race([fetch(`${origin}/health`).catch(asConnectionError), ended]);
    if (typeof answer === 'number') return false;
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

/** Until wrangler listens, fetch fails with a TypeError. */
function asConnectionError(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
  return undefined;
}

function addresses(): string {
  return [
    '',
    `  ${origin}/                    the page, in English`,
    `  ${origin}/zh/                 the page, in Chinese`,
    `  ${origin}/observations.csv    the dataset as CSV`,
    `  ${origin}/observations.json   the dataset as JSON`,
    `  ${origin}/feed.atom           the feed`,
    `  ${origin}/facts.json          the facts of the cards`,
    `  ${origin}/xizang-trade.js     the element to embed`,
    `  ${origin}/health              which release is served`,
    '',
    '  Stop with Ctrl+C.',
  ].join('\n');
}

function isFree(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(candidate, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function fail(message: string): number {
  console.error(message);
  return 1;
}
