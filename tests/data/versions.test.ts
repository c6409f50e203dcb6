import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { buildElement, refuseFolder } from '../../data/commands/build-element.ts';
import {
  assertFrozenAs,
  assertFrozenElement,
  freezeVersion,
  readPackageVersion,
  readVersions,
  toServedVersions,
} from '../../data/commands/versions.ts';
import { toBundle } from '../../data/manifest.ts';
import { toSiteFile } from '../../data/site-file.ts';
import { ELEMENT_FILES, toIntegrity, toVersionFiles } from '../../data/versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'xizang-trade-versions-'));
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function built(version: string, script: string) {
  const files = { 'xizang-trade.js': script, 'xizang-trade.css': 'p{}' };
  return { version, files, integrity: await toIntegrity(files) };
}

describe('a version of the element', () => {
  it('is frozen with the bytes, the day and the integrity of each file', async () => {
    expect(freezeVersion([], await built('1.0.0', 'alert()'), '2026-11-24', folder)).toBe('frozen');
    expect(readFileSync(join(folder, '1.0.0/xizang-trade.js'), 'utf8')).toBe('alert()');
    expect(JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8'))).toEqual({
      '1.0.0': {
        frozen: '2026-11-24',
        integrity: {
          // printf 'alert()' | openssl dgst -sha384 -binary | base64
          'xizang-trade.js': 'sha384-stt0jNL0buMfVkFGxMa7tjQGia+cB2HiEYau9Hyt1IGdUegF+QoYCXafzk1tugVP',
          'xizang-trade.css': 'sha384-l5tjHW8LADNSE1AyPUmwbkf/3UM+JeWJSCHSxsox6miUwcatnR+pEle0o/Ibe1pq',
        },
      },
    });
  });

  it('is not frozen twice with other bytes, but says what to do', async () => {
    freezeVersion([], await built('1.0.0', 'a'), '2026-11-24', folder);
    const frozen = await readVersions(folder);
    const changed = await built('1.0.0', 'b');
    expect(() => freezeVersion(frozen, changed, '2026-11-25', folder)).toThrow(
      'xizang-trade.js changed since version 1.0.0 was frozen on 2026-11-24, and pages hold its integrity. Raise the version in package.json, run npm run freeze-element, and commit widget/versions/.',
    );
    expect(freezeVersion(frozen, await built('1.0.0', 'a'), '2026-11-25', folder)).toBe('unchanged');
    expect(await readVersions(folder)).toEqual(frozen);
  });

  it('stays beside those that follow, in the order of their numbers', async () => {
    for (const version of ['1.9.0', '1.10.0', '2.0.0'])
      freezeVersion(await readVersions(folder), await built(version, version), '2026-11-24', folder);
    expect((await readVersions(folder)).map(({ version }) => version)).toEqual(['1.9.0', '1.10.0', '2.0.0']);
    await expect(async () => toServedVersions(await readVersions(folder), await built('1.11.0', 'x'))).rejects.toThrow(
      'package.json has the version 1.11.0, but 2.0.0 is frozen already.',
    );
  });

  it('is refused when its bytes are not what was frozen, or are gone', async () => {
    freezeVersion([], await built('1.0.0', 'a'), '2026-11-24', folder);
    appendFileSync(join(folder, '1.0.0/xizang-trade.js'), ' ');
    await expect(readVersions(folder)).rejects.toThrow(
      /xizang-trade\.js has the integrity sha384-\S+, not sha384-\S+ as when it was frozen/,
    );
    rmSync(join(folder, '1.0.0/xizang-trade.js'));
    await expect(readVersions(folder)).rejects.toThrow(/xizang-trade\.js is not there, though integrity\.json names it/);
    rmSync(join(folder, 'integrity.json'));
    await expect(readVersions(folder)).rejects.toThrow(/holds 1\.0\.0, which integrity\.json does not name/);
  });

  it('that is being made is served behind the frozen ones, and is not deployed', async () => {
    freezeVersion([], await built('1.0.0', 'a'), '2026-11-24', folder);
    const next = await built('1.1.0', 'b');
    const served = toServedVersions(await readVersions(folder), next);
    expect(served.map(({ version, frozen }) => [version, frozen])).toEqual([
      ['1.0.0', '2026-11-24'],
      ['1.1.0', null],
    ]);
    await expect(bundleOf(served, next.files)).resolves.toSatisfy((bundle) => {
      expect(() => assertFrozenElement(bundle)).toThrow('Version 1.1.0 of the element is not frozen yet');
      return true;
    });
    freezeVersion(await readVersions(folder), next, '2026-11-25', folder);
    assertFrozenElement(await bundleOf(await readVersions(folder), next.files));
    const other = await bundleOf(await readVersions(folder), { ...next.files, 'xizang-trade.js': 'c' });
    expect(() => assertFrozenElement(other)).toThrow('/xizang-trade.js is not what version 1.1.0 was frozen with');
  });
});

function bundleOf(versions: Parameters<typeof toVersionFiles>[0], files: Record<string, string>) {
  const current = Object.entries(files).map(([file, text]) => toSiteFile(`/${file}`, 'text/plain', text));
  return toBundle({ id: '2026-11-24.1', released: '2026-11-24T00:00:00Z' }, [...toVersionFiles(versions), ...current]);
}

describe('the element of this repository', () => {
  it('is built as it was frozen under the number in package.json, or has a number that is not frozen', async () => {
    const files = await buildElement();
    expect(Object.keys(files).toSorted()).toEqual(Object.keys(ELEMENT_FILES).toSorted());
    // Its error says what to do: raise the version, run npm run freeze-element
    assertFrozenAs(await readVersions(), { version: readPackageVersion(), files, integrity: await toIntegrity(files) });
  });

  it('is not built in a folder in which the bundler finds nothing, and says which character it is', () => {
    expect(() => refuseFolder('/home/ada/issue #7/xizang-trade')).toThrow(/has a # in it.*Rename that folder/);
    expect(() => refuseFolder('/home/ada/what?/xizang-trade')).toThrow(/has a \? in it/);
    expect(() => refuseFolder('/home/ada/数据 100%/xizang-trade')).not.toThrow();
  });
});
