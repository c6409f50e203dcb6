import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findDamaged } from '../../data/commands/intact.ts';
import type { Namespace } from '../../data/commands/namespace.ts';
import { readPointer } from '../../data/commands/pointer.ts';
import { keysOf, push } from '../../data/commands/push.ts';
import { readManifest } from '../../data/commands/read-manifest.ts';
import { copyProject } from '../browsers/project.ts';
import { FIRST, firstRelease, SECOND, secondRelease } from '../data/releases.fixture.ts';
import { changeTables, leaveBuilt, lookInto, runIn, runScript } from './copy.ts';

const { folder, remove } = copyProject();
afterAll(remove);

/** Which release is served, and which of its values are not whole. */
async function served(namespace: Namespace): Promise<{ release: string; seq: number; damaged: string[] }> {
  const pointer = await readPointer(namespace);
  if (pointer === undefined) throw new Error('Nothing is served.');
  const manifest = await readManifest(namespace, pointer.manifest);
  if (manifest === undefined) throw new Error(`The manifest of ${pointer.release} is not whole.`);
  const damaged = await findDamaged(namespace, keysOf(manifest, pointer.manifest));
  return { release: pointer.release, seq: pointer.seq, damaged };
}

describe('npm run push', () => {
  it('refuses a draft, and says what to do', async () => {
    changeTables(folder);
    const { code, stdout, stderr } = await runIn(folder, ['push']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^The tables build as \d{4}-\d\d-\d\d\.\d+\+draft: they are ahead of the newest release, and a draft is never pushed\. Run npm run release, commit data\/releases\/, then push again\.\n$/,
    );
  });

  it('says what it would write, then writes it, then has nothing to write', async () => {
    leaveBuilt(folder, await firstRelease());
    const dry = await runIn(folder, ['push', '--built', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toMatch(
      /^(Would write blob\/[0-9a-f]{64}\n){3}Would write manifest\/[0-9a-f]{64}\nWould move the pointer from nothing to 2026-05-04\.1\.\nNothing was written\.\n$/,
    );
    const first = await runIn(folder, ['push', '--built']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/2026-05-04\.1 is in local KV: 4 values written, all verified; pointer 1\.\n$/);
    const again = await runIn(folder, ['push', '--built']);
    expect(again.stdout).toMatch(/2026-05-04\.1 is in local KV: 0 values written, all verified; pointer 1\.\n$/);
  });

  it.each([
    // The table of 101 yuan, the page and the manifest are new; the log and the pointer follow
    ['its first blob', 1],
    ['the manifest', 3],
    ['the log of the pointer', 4],
  ])('killed right after writing %s it leaves the old release whole, and a second run finishes the work', async (_, nth) => {
    leaveBuilt(folder, await firstRelease());
    await lookInto(folder, async (namespace) => {
      for (const { name } of (await namespace.list({ prefix: '' })).keys) await namespace.delete(name);
      await push(namespace, await firstRelease(), new Date());
    });
    leaveBuilt(folder, await secondRelease());
    const killed = await runScript(join(import.meta.dirname, 'push-killed.ts'), [folder, String(nth)], { cwd: folder });
    expect(killed.code).toBe(-1);
    expect(await lookInto(folder, served)).toMatchObject({ release: FIRST, damaged: [] });
    expect(await runIn(folder, ['push', '--built'])).toMatchObject({ code: 0, stderr: '' });
    expect(await lookInto(folder, served)).toMatchObject({ release: SECOND, damaged: [] });
  });

  it('killed from outside, in the midst of its work, is finished by a second run as well', async () => {
    leaveBuilt(folder, await secondRelease('two, set anew'));
    const killed = await runIn(folder, ['push', '--built'], { killAt: 'Verified in local KV' });
    expect(killed.code).toBe(-1);
    expect(await lookInto(folder, served)).toMatchObject({ release: SECOND, damaged: [] });
    expect((await runIn(folder, ['push', '--built'])).stdout).toMatch(/all verified; pointer \d+\.\n$/);
  });
});

describe('npm run rollback, verify and prune', () => {
  it('say in sentences what they did, and end with 1 where something is wrong', async () => {
    expect((await runIn(folder, ['rollback', FIRST])).stdout).toMatch(
      /^local KV serves 2026-05-04\.1 again: pointer \d+\. Every edge follows within two minutes\.\n$/,
    );
    expect(await runIn(folder, ['rollback', '2026-01-01.1'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Release "2026-01-01.1" was never published here. There is 2026-05-04.1, 2026-05-05.1.\n',
    });
    await lookInto(folder, (namespace) => namespace.put(`blob/${'a'.repeat(64)}`, 'left'));
    expect((await runIn(folder, ['prune'])).stdout).toMatch(
      /^blob\/a{64}\n1 value in local KV is named by no pointer\. Add --delete to delete it\.\n$/,
    );
    expect((await runIn(folder, ['prune', '--delete'])).stdout).toMatch(/1 of 1 value was deleted from local KV\.\n$/);
    await lookInto(folder, async (namespace) => {
      const [blob = ''] = (await namespace.list({ prefix: 'blob/' })).keys.map(({ name }) => name);
      for (const { name } of (await namespace.list({ prefix: 'blob/' })).keys) await namespace.put(name, 'damaged');
      expect(blob).not.toBe('');
    });
    const verified = await runIn(folder, ['verify']);
    expect(verified.code).toBe(1);
    expect(verified.stderr).toMatch(/Failure: .*: blob\/[0-9a-f]{64} is missing or damaged in KV\. Run npm run push/);
  });

  it.each([
    [['rollback'], 'Usage: npm run rollback -- RELEASE'],
    [['prune', '--remotely'], 'Usage: npm run prune -- [--remote]'],
  ])('%j teaches how it is called', async (args, usage) => {
    const { code, stderr } = await runIn(folder, args);
    expect(code).toBe(1);
    expect(stderr).toContain(usage);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
