import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

type Locked = { version: string; resolved?: string; integrity?: string; hasInstallScript?: boolean; link?: boolean };

const { dependencies, devDependencies, allowScripts } = read('package.json');
const named: Record<string, string> = { ...dependencies, ...devDependencies };
const lock = read('package-lock.json');
const locked = Object.entries<Locked>(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), path, ...entry }));

describe('what is installed', () => {
  it('is named by exact versions, in package.json as in the lockfile', () => {
    for (const [name, version] of Object.entries(named)) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
    for (const [name, version] of Object.entries(named))
      expect(locked.find(({ path }) => path === `node_modules/${name}`)?.version, name).toBe(version);
  });

  it('is what it was when it was locked, from whatever registry npm asks, and from nowhere else', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(locked.length).toBeGreaterThan(Object.keys(named).length);
    for (const { path, integrity, resolved, link } of locked) {
      expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
      // A place of its own: an archive, a repository, a folder
      expect([resolved, link], path).toEqual([undefined, undefined]);
    }
  });

  it('runs a script when it is installed only where package.json says so by name', () => {
    const withScripts = locked.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    expect(Object.keys(allowScripts).toSorted()).toEqual(withScripts.toSorted());
    // They would fetch what is not locked: a Java, and a package in place of a binary that is missing
    expect(allowScripts).toMatchObject({ 'vnu-jar': false, 'rs-module-lexer': false });
  });
});
