import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../data/commands/tables.ts';
import { count } from '../../data/count.ts';
import { releaseStrings } from '../../data/pages/strings/releases.ts';
import { strings } from '../../data/pages/strings/strings.ts';
import { toPublication } from '../../data/publication.ts';
import { tables } from './fixture.ts';
import { ASSETS, computed } from './frozen.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'count-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  [0, '0 facts'],
  [1, '1 fact'],
  [2, '2 facts'],
])('%i is %s', (number, expected) => {
  expect(count(number, 'fact')).toBe(expected);
});

it('a noun with another plural is given both', () => {
  expect([count(1, 'entry', 'entries'), count(2, 'entry', 'entries')]).toEqual(['1 entry', '2 entries']);
});

describe('a count of one is in the singular', () => {
  it('on the landing page', () => {
    expect(strings.en.lead({ claims: 1, stated: 1, derived: 1 })).toMatch(
      /^1 printed figure about .* into 1 observation; 1 more is derived from them\./,
    );
  });

  it('on the page of observations and that of a release', () => {
    expect(strings.en.choose.count(1)).toBe('1 observation');
    expect(releaseStrings.en.added(1)).toBe('The table leaves out the 1 that was added; these files list all:');
  });

  it('in the readme of the ZIP and in llms.txt', async () => {
    const { dataset, computed: follows } = computed();
    const { files } = await toPublication(dataset, follows, [], ASSETS);
    const llms = new TextDecoder().decode(files.find(({ path }) => path === '/llms.txt')?.bytes);
    expect(llms).toMatch(/indicators\.json\): 1 row\. /);
    expect(llms).not.toMatch(/\b1 [a-z]+s\. /);
  });

  it('of the check', () => {
    for (const [file, bytes] of tables()) writeFileSync(join(folder, file), bytes);
    const releases = join(folder, 'releases');
    mkdirSync(releases);
    writeFileSync(join(releases, 'SHA256SUMS'), '');
    const script = join(ROOT, 'data/commands/check.ts');
    const env = { ...process.env, TABLES: folder, RELEASES: releases };
    expect(execFileSync(process.execPath, [script], { env, encoding: 'utf8' })).toMatch(
      /^The tables are valid: 2 claims from 2 sources make \d+ observations \(0 contested\) and 1 fact\.\n$/,
    );
  });
});
