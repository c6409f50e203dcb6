import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from './build.ts';
import { openLocal } from './local-namespace.ts';
import { PublishingError } from './namespace.ts';
import { push } from './push.ts';
import { InvalidTablesError, ROOT } from './tables.ts';

/** `npm start`: builds the dataset, puts it into the local KV of wrangler, and serves it until it is stopped. */
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
    const bundle = await build(origin, undefined, (sentence) => console.log(`     ${sentence}`));
    console.log(`     ${bundle.manifest.release}: ${bundle.manifest.files.length} files.`);
    console.log('2/3  Putting them into local KV ...');
    const { namespace, close } = await openLocal();
    const { written, pointer } = await push(namespace, bundle, new Date(), { replaceFrozen: true, readBack: false });
    await close();
    console.log(`     ${written} new values, pointer ${pointer.seq}.`);
    console.log('3/3  Starting the Worker ...');
    return await serve();
  } catch (error) {
    if (error instanceof InvalidTablesError) return fail(`The tables have issues:\n\n${error.message}`);
    if (error instanceof PublishingError) return fail(error.message);
    throw error;
  }
}

/** Runs the Worker by wrangler. What wrangler prints is kept back, and shown where it fails. */
async function serve(): Promise<number> {
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

  if (await isReady(ended)) console.log(addresses());
  else if (child.exitCode === null && !stopped) {
    child.kill();
    return fail(`The Worker did not answer within ${READY_WITHIN_MS / 1000} seconds. wrangler dev printed:\n\n${printed}`);
  }
  const code = await ended;
  return code === 0 || stopped ? 0 : fail(`wrangler dev ended with ${code}. It printed:\n\n${printed}`);
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
