import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReleases, writeRelease } from '../../data/commands/releases.ts';
import { ROOT } from '../../data/commands/tables.ts';
import { toContent } from '../../data/content.ts';
import { toCurrent } from '../../data/current.ts';
import type { Frozen } from '../../data/frozen.ts';
import { formatIssue } from '../../data/issue.ts';
import { toPublication } from '../../data/publication.ts';
import { toReleaseFiles } from '../../data/release.ts';
import { checkWithdrawals } from '../../data/withdrawals.ts';
import { issuesOf, linesOf, tables } from './fixture.ts';
import { ASSETS, claims, computed, releasesOf, STORY } from './frozen.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'releases-'));
afterAll(() => rmSync(folder, { recursive: true }));
const empty = (name: string) => {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
};

let releases: Frozen[];
beforeAll(async () => {
  releases = await releasesOf(...STORY);
});

const textOf = ({ bytes }: Frozen, path: string) => new TextDecoder().decode(bytes.get(path));

describe('a frozen release', () => {
  it('names the one before, its note, and the digest and size of every file', () => {
    expect(releases.map(({ release: { id, released, previous, note } }) => [id, released, previous, note])).toEqual([
      ['2025-05-01.1', '2025-05-01T12:00:00Z', null, 'Note 1.'],
      ['2025-05-02.1', '2025-05-02T12:00:00Z', '2025-05-01.1', 'Note 2.'],
      ['2025-05-03.1', '2025-05-03T12:00:00Z', '2025-05-02.1', 'Note 3.'],
    ]);
    expect(releases[0]?.release.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['changes.csv', 'changes.json', 'facts.json', 'observations.csv', 'observations.json']),
    );
  });

  it('holds no address', () => {
    for (const release of releases)
      for (const path of release.bytes.keys()) expect(textOf(release, path), path).not.toContain('apples.example');
  });

  it('names the release and the one before it in changes.json, with numbers as numbers', () => {
    expect(JSON.parse(textOf(releases[1] as Frozen, 'changes.json'))).toMatchObject({
      release: '2025-05-02.1',
      previous: '2025-05-01.1',
      changes: expect.arrayContaining([
        expect.objectContaining({ class: 'revised', old_value: 100, new_value: 104, difference: 4 }),
      ]),
    });
  });

  it('dates a source without a date by the first release, for ever', async () => {
    const { dataset, computed: follows } = computed();
    for (const made of [1, 2, 3]) {
      const { files } = await toPublication(dataset, follows, releases.slice(0, made), ASSETS);
      const tables = files.find(({ path }) => path === '/tables.json');
      expect(JSON.parse(new TextDecoder().decode(tables?.bytes)).first_release).toBe('2025-05-01');
    }
  });
});

describe('a folder of releases', () => {
  const written = (name: string) => {
    const path = empty(name);
    for (const release of releases) writeRelease(release, path);
    return path;
  };

  it('gives back every byte, oldest first, whatever lies there unfinished', async () => {
    const path = written('whole');
    mkdirSync(join(path, '.unfinished-2025-05-04.1'));
    expect(await readReleases(path)).toEqual(releases);
  });

  it('puts the tenth release of a day after the ninth', async () => {
    const path = empty('ten');
    let previous: string | null = null;
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      const id = `2025-05-01.${number}`;
      writeRelease({ release: { ...(releases[0] as Frozen).release, id, previous }, bytes: (releases[0] as Frozen).bytes }, path);
      previous = id;
    }
    expect((await readReleases(path)).map(({ release }) => release.id).at(-1)).toBe('2025-05-01.10');
  });

  it('is empty where there is none', async () => {
    expect(await readReleases(join(folder, 'nowhere'))).toEqual([]);
  });

  it('is read past what systems and editors leave in it', async () => {
    const path = written('left-behind');
    for (const name of ['.DS_Store', '._x', 'Thumbs.db', 'desktop.ini', 'claims.csv~', '~$claims.xlsx', '.claims.csv.swp']) {
      writeFileSync(join(path, name), '');
      writeFileSync(join(path, '2025-05-01.1', name), '');
    }
    expect(await readReleases(path)).toEqual(releases);
  });

  it('has a file of digests that sha256sum takes', () => {
    const sums = readFileSync(join(written('sums'), 'SHA256SUMS'), 'utf8');
    expect(sums).toMatch(/^([0-9a-f]{64} {2}2025-05-0\d\.1\/release\.json\n){3}$/);
  });

  it('never has a release written twice', () => {
    const path = written('twice');
    expect(() => writeRelease(releases[0] as Frozen, path)).toThrow('never written twice');
  });

  it('writes a release whole after an interrupted attempt', async () => {
    const path = empty('interrupted');
    mkdirSync(join(path, '.unfinished-2025-05-01.1'));
    writeFileSync(join(path, '.unfinished-2025-05-01.1', 'half.csv'), 'half');
    writeRelease(releases[0] as Frozen, path);
    expect(readdirSync(path)).toEqual(['2025-05-01.1', 'SHA256SUMS']);
    expect(await readReleases(path)).toEqual(releases.slice(0, 1));
  });

  it.each<[what: string, damage: (path: string) => void, complaint: RegExp]>([
    [
      'an edited file',
      (path) => writeFileSync(join(path, '2025-05-01.1/checks.csv'), 'x'),
      /checks\.csv does not have its recorded/,
    ],
    [
      'a file too many',
      (path) => writeFileSync(join(path, '2025-05-01.1/extra.csv'), ''),
      /2025-05-01\.1: extra\.csv does not belong to the release\. Remove it/,
    ],
    [
      'a file too few',
      (path) => rmSync(join(path, '2025-05-01.1/checks.csv')),
      /2025-05-01\.1: checks\.csv is missing\. Restore it from git/,
    ],
    ['no description', (path) => rmSync(join(path, '2025-05-01.1/release.json')), /there is no release\.json/],
    [
      'a description of another',
      (path) => cpSync(join(path, '2025-05-02.1'), join(path, '2025-05-01.2'), { recursive: true }),
      /release\.json does not have the SHA-256 that SHA256SUMS records/,
    ],
    [
      'half a description',
      (path) => writeFileSync(join(path, '2025-05-01.1/release.json'), '{'),
      /release\.json does not have the SHA-256/,
    ],
    [
      'another note, date or type in its description',
      (path) => {
        const file = join(path, '2025-05-01.1/release.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('12:00:00Z', '13:00:00Z'));
      },
      /release\.json does not have the SHA-256/,
    ],
    ['no digest of its description', (path) => rmSync(join(path, 'SHA256SUMS')), /release\.json does not have the SHA-256/],
    [
      'a release that is gone',
      (path) => rmSync(join(path, '2025-05-02.1'), { recursive: true }),
      /2025-05-03\.1 follows 2025-05-02\.1, but 2025-05-01\.1/,
    ],
  ])('with %s is refused', async (what, damage, complaint) => {
    const path = written(what.replaceAll(' ', '-'));
    damage(path);
    await expect(readReleases(path)).rejects.toThrow(complaint);
  });
});

describe('toCurrent', () => {
  const current = (changes: (typeof STORY)[number], past: readonly Frozen[]) => {
    const outcome = computed(changes);
    return toCurrent(outcome.dataset, outcome.computed, past);
  };

  it('is a draft by the newest source where there is no release', () => {
    expect(current({}, []).release).toEqual({ id: '2025-02-03.0+draft', released: '2025-02-03T00:00:00Z' });
  });

  it('is the newest release, byte for byte, when the tables are still the same', () => {
    const { release, files } = current(STORY[2], releases);
    expect(release.id).toBe('2025-05-03.1');
    for (const { path, bytes } of files) expect([path, bytes]).toEqual([path, releases[2]?.bytes.get(path.slice(1))]);
    expect(files).toHaveLength(releases[2]?.bytes.size ?? 0);
  });

  it('is a draft ahead of the newest release when they are not, with the changes against it', () => {
    const { release, files } = current({ 'claims.csv': claims({ c1: { value: '110' } }) }, releases.slice(0, 1));
    expect(release).toEqual({ id: '2025-05-01.1+draft', released: '2025-05-01T12:00:00Z' });
    const changes = JSON.parse(new TextDecoder().decode(files.find(({ path }) => path === '/changes.json')?.bytes));
    expect(changes).toMatchObject({ release: '2025-05-01.1+draft', previous: '2025-05-01.1' });
    expect(changes.changes.map((change: { class: string }) => change.class)).toEqual(['corrected', 'corrected']);
  });
});

describe('withdrawals', () => {
  const none = { 'facts.csv': linesOf('facts.csv').slice(0, 1) };
  const row = (line: string) => [...linesOf('withdrawals.csv'), line];
  const issues = (changes: Parameters<typeof tables>[0], past: readonly Frozen[] = releases.slice(0, 1)) =>
    checkWithdrawals(computed(changes).dataset, past.map(toContent)).map(formatIssue);

  it('must say why a fact that was published is missing', () => {
    expect(issues({})).toEqual([]);
    expect(issues(none)).toEqual([
      'data/tables/facts.csv:1:1: fact "total-2024" of release 2025-05-01.1 is missing. Restore it, or write into withdrawals.csv why it is withdrawn.',
    ]);
    expect(issues({ ...none, 'withdrawals.csv': row('total-2024,,A misprint.,刊误。') })).toEqual([]);
  });

  it('name facts of a release only', () => {
    expect(issues({ 'withdrawals.csv': row('total-1924,,A misprint.,刊误。') })).toEqual([
      expect.stringContaining('fact "total-1924" is in no release, so there is nothing to withdraw. Remove the row.'),
    ]);
  });

  it('name no fact that is still there, and a replacement that is', () => {
    expect(issuesOf({ 'withdrawals.csv': row('total-2024,total-2030,A misprint.,刊误。') }).map(formatIssue)).toEqual([
      'data/tables/withdrawals.csv:2:1: fact "total-2024" is in facts.csv still. Remove it there, or here.',
      'data/tables/withdrawals.csv:2:12: replacement "total-2030" is not in facts.csv. Correct it, or leave it empty.',
    ]);
  });
});

describe('npm run release', () => {
  const run = promisify(execFile);
  const write = (path: string, changes: Parameters<typeof tables>[0]) => {
    mkdirSync(path, { recursive: true });
    for (const [file, bytes] of tables(changes)) writeFileSync(join(path, file), bytes);
  };
  const release = async (name: string, ...options: string[]) => {
    const environment = { ...process.env, TABLES: join(folder, name, 'tables'), RELEASES: join(folder, name, 'releases') };
    const script = join(ROOT, 'data/commands/release.ts');
    const { code, stdout, stderr } = await run(process.execPath, [script, ...options], { env: environment }).catch(
      (error) => error,
    );
    return { code: code ?? 0, stdout, stderr };
  };
  const today = () => new Date().toISOString().slice(0, 10);

  it('freezes, shows what changed, and writes nothing when nothing did', async () => {
    const at = join(folder, 'story');
    write(join(at, 'tables'), STORY[0]);
    const day = today();
    const first = await release('story', '--note', 'The first.');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('The first release.\nObservations: 3 added.');
    expect(first.stdout).toContain('  added     total-2024: 100 yuan\n');

    expect(await release('story')).toEqual({
      code: 0,
      stdout: `Nothing changed since ${readdirSync(join(at, 'releases'))[0]}; nothing was written.\n`,
      stderr: '',
    });

    write(join(at, 'tables'), STORY[1]);
    const second = await release('story', '--note', 'The second.');
    expect(second.stdout).toMatch(/Changes against .*\.1\.\nObservations: 2 revised\./);
    expect(second.stdout).toContain('  revised   total-2024: 100 yuan → 104 yuan\n');
    const made = await readReleases(join(at, 'releases'));
    expect(made.map(({ release: { note } }) => note)).toEqual(['The first.', 'The second.']);
    // Midnight may lie between the two
    if (today() === day) expect(made.map(({ release: { id } }) => id)).toEqual([`${day}.1`, `${day}.2`]);
    expect(made.map(({ release: { released } }) => released.slice(0, 10))).toEqual(
      made.map(({ release: { id } }) => id.slice(0, 10)),
    );
  });

  it.each<[what: string, options: string[], complaint: RegExp]>([
    ['without a note or a terminal', [], /needs a note.*npm run release -- --note/],
    ['with an empty note', ['--note', ' '], /The note "" is empty/],
    ['with a note of two lines', ['--note', 'a\nb'], /has a line break or a tab in it/],
    ['with an option that there is not', ['--noet', 'x'], /--noet/],
  ])('%s is refused, and leaves nothing', async (what, options, complaint) => {
    write(join(folder, what, 'tables'), {});
    const { code, stderr } = await release(what, ...options);
    expect([code, stderr]).toEqual([1, expect.stringMatching(complaint)]);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(folder, what, 'releases'))).toBe(false);
  });

  it('is refused where a picture cannot be drawn, before anything is frozen', async () => {
    const at = join(folder, 'undrawable');
    const codes = linesOf('codes.csv').map((line) => line.replace('The Daily', 'The Daily 🍎'));
    write(join(at, 'tables'), { 'codes.csv': codes });
    const { code, stderr } = await release('undrawable', '--note', 'x');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^The picture of \S+ cannot be drawn\. No font .*"🍎" \(U\+1F34E\)/),
    ]);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(at, 'releases'))).toBe(false);
  });

  it('is refused for tables with issues, and for a fact that is missing without a reason', async () => {
    const at = join(folder, 'lost');
    write(join(at, 'tables'), {});
    await release('lost', '--note', 'x');
    write(join(at, 'tables'), { 'facts.csv': linesOf('facts.csv').slice(0, 1) });
    expect(await release('lost', '--note', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is missing. Restore it'),
    });
    write(join(at, 'tables'), { 'claims.csv': claims({ c1: { value: 'x' } }) });
    expect(await release('lost', '--note', 'x')).toMatchObject({ code: 1, stderr: expect.stringContaining('claims.csv:2:') });
    expect(readdirSync(join(at, 'releases'))).toEqual([expect.stringMatching(/\.1$/), 'SHA256SUMS']);
  });
});

describe('data/releases/', () => {
  it('holds every byte that was released, in files that git leaves alone', async () => {
    const path = join(ROOT, 'data/releases');
    const names = readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
    // Reading compares each file with its digest, and lists what should not be there
    expect((await readReleases(path)).map(({ release }) => release.id).toSorted()).toEqual(names.toSorted());
    expect(readFileSync(join(ROOT, '.gitattributes'), 'utf8')).toMatch(/^data\/releases\/\*\* -text$/m);
  });

  it('would give the same files from the same tables in any later build', () => {
    const { dataset, computed: follows } = computed(STORY[1]);
    const again = toReleaseFiles(dataset, follows, (releases[1] as Frozen).release, releases.slice(0, 1));
    for (const { path, bytes } of again) expect([path, bytes]).toEqual([path, releases[1]?.bytes.get(path.slice(1))]);
  });
});
