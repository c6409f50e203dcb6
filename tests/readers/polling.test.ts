import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyProject, freePort, type Started, startProject, waitFor } from '../browsers/project.ts';
import { tables } from '../data/fixture.ts';
import { STORY } from '../data/frozen.fixture.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PYTHON = '/usr/bin/python3';

/** Two releases made by the command and served by the Worker, one after the other, at the same address. */
const project = copyProject();
const at = (...path: string[]) => join(project.folder, ...path);
let port: number;
let started: Started | undefined;

beforeAll(async () => {
  rmSync(at('data/releases'), { recursive: true, force: true });
  port = await freePort();
});
afterAll(async () => {
  await stop();
  project.remove();
});

function release(changes: Parameters<typeof tables>[0], note: string): void {
  for (const [file, bytes] of tables(changes)) writeFileSync(at('data/tables', file), bytes);
  execFileSync(process.execPath, [at('data/commands/release.ts'), '--note', note], { cwd: project.folder });
}

async function start(): Promise<void> {
  started = startProject(project.folder, { PORT: String(port) });
  await waitFor(started, 'Stop with Ctrl+C');
}

async function stop(): Promise<void> {
  started?.process.kill('SIGINT');
  await started?.ended;
  started = undefined;
}

type Poll = { status: number; bozo: number; new: string[] };
function pollByFeedparser(path: string): Poll {
  const state = at(`feedparser-${path.replaceAll('/', '-')}.json`);
  return JSON.parse(execFileSync(PYTHON, [here('poll-feed.py'), `http://localhost:${port}${path}`, state], { encoding: 'utf8' }));
}

/** What newsboat shows as new after a reload, and whether it was sent no feed. */
function pollByNewsboat(): { unread: string[]; notModified: boolean } {
  const [urls, config, cache, log] = ['urls', 'config', 'cache.db', 'newsboat.log'].map((name) => at(name)) as [
    string,
    string,
    string,
    string,
  ];
  writeFileSync(urls, `http://localhost:${port}/feed.atom\n`);
  writeFileSync(config, 'cleanup-on-quit no\n');
  rmSync(log, { force: true });
  const options = ['-u', urls, '-C', config, '-c', cache, '-d', log, '-l', '6', '-x', 'reload'];
  execFileSync('newsboat', options, { env: { ...process.env, HOME: project.folder, LANG: 'C.UTF-8' }, stdio: 'pipe' });
  const unread = JSON.parse(execFileSync(PYTHON, [here('unread.py'), cache], { encoding: 'utf8' })) as string[];
  // It logs what it got, which is nothing where the answer is 304
  return { unread, notModified: /retrieved data for \S+: \n/.test(readFileSync(log, 'utf8')) };
}

describe('readers that poll over two releases', () => {
  const idOf = (index: number) => readdirSync(at('data/releases')).toSorted()[index];

  it('see the first release whole, then nothing but 304 until something changes', async () => {
    release(STORY[0], 'The first.');
    await start();
    const first = [`Release ${idOf(0)}: 1 fact added`, 'Added: Xizang’s goods trade, 2024: 100 yuan'];
    expect(pollByFeedparser('/feed.atom')).toEqual({ status: 200, bozo: 0, new: first });
    expect(pollByNewsboat()).toEqual({ unread: first.toSorted(), notModified: false });
    expect(pollByFeedparser('/feeds/partners.atom')).toEqual({ status: 200, bozo: 0, new: [] });

    expect(pollByFeedparser('/feed.atom')).toEqual({ status: 304, bozo: 0, new: [] });
    // newsboat 2.21 has nowhere to keep validators before it knows the feed, so its third poll is the first with them
    expect(pollByNewsboat()).toEqual({ unread: [], notModified: false });
    expect(pollByNewsboat()).toEqual({ unread: [], notModified: true });
  });

  it('see exactly the changed facts as new after the second, each once', async () => {
    await stop();
    release(STORY[1], 'The second.');
    await start();
    const second = [`Release ${idOf(1)}: 1 fact revised`, 'Revised: Xizang’s goods trade, 2024: 100 yuan → 104 yuan'];
    expect(pollByFeedparser('/feed.atom')).toEqual({ status: 200, bozo: 0, new: second });
    expect(pollByNewsboat()).toEqual({ unread: second.toSorted(), notModified: false });
    // A topic in which nothing changed stays as it is
    expect(pollByFeedparser('/feeds/partners.atom')).toEqual({ status: 304, bozo: 0, new: [] });

    expect(pollByFeedparser('/feed.atom')).toEqual({ status: 304, bozo: 0, new: [] });
    expect(pollByNewsboat()).toEqual({ unread: [], notModified: true });
  });

  it('can still fetch the first release, byte for byte', async () => {
    const path = `releases/${idOf(0)}/observations.csv`;
    const response = await fetch(`http://localhost:${port}/${path}`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(readFileSync(at('data', path))));
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  });
});
