import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const files = globSync('{data,worker,widget}/**/*.ts', { cwd: ROOT }).toSorted();
const folderOf = (path: string) => path.split('/')[0] ?? '';

/** Every import of a file: what it names, and whether it is of types only. */
function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gms,
  );
  return [...statements].map(([, typeOnly, from, bare, dynamic]) => ({
    target: from ?? bare ?? dynamic ?? '',
    typeOnly: typeOnly !== undefined,
  }));
}

const edges = files.flatMap((file) => importsOf(file).map((edge) => ({ file, ...edge })));
const inside = edges.filter(({ target }) => target.startsWith('.'));

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(inside.length).toBeGreaterThan(50);
    expect(
      inside
        .map(({ file, target }) => join(dirname(file), target.replace(/\?.*$/, '')))
        .filter((path) => !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });

  it('run downhill: data imports nobody, worker and widget import data alone', () => {
    const allowed: Record<string, string[]> = { data: ['data'], worker: ['worker', 'data'], widget: ['widget', 'data'] };
    const uphill = inside.filter(
      ({ file, target }) => !allowed[folderOf(file)]?.includes(folderOf(relative('.', join(dirname(file), target)))),
    );
    expect(uphill).toEqual([]);
  });

  it('of the widget take types only from data, and the card itself', () => {
    const values = inside.filter(
      ({ file, target, typeOnly }) =>
        folderOf(file) === 'widget' && target.includes('/data/') && !target.includes('/data/card/') && !typeOnly,
    );
    expect(values).toEqual([]);
  });

  it('of the card take nothing from elsewhere but types, so that no library reaches the widget through it', () => {
    const card = edges.filter(({ file }) => file.startsWith('data/card/'));
    expect(card.length).toBeGreaterThan(5);
    expect(card.filter(({ target, typeOnly }) => !typeOnly && !/^\.\/[a-z-]+\.ts$/.test(target))).toEqual([]);
  });

  it('of Node’s own modules stand in data/commands alone, and only commands import commands', () => {
    const isCommand = (file: string) => file.startsWith('data/commands/');
    expect(edges.filter(({ file, target }) => isBuiltin(target) && !isCommand(file))).toEqual([]);
    expect(inside.filter(({ file, target }) => target.includes('commands/') && !isCommand(file))).toEqual([]);
  });
});

describe('files', () => {
  it('are no drawers', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|shared)(\/|\.|$)/.test(file))).toEqual([]);
  });
});
