import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPackage } from '../../data/commands/package/build-package.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file that npm packs. */
    tarball: string;
    /** A project of somebody else, in which it is installed. */
    consumer: string;
  }
}

const ROOT = join(import.meta.dirname, '../..');
/** What a consumer has beside the package: the frameworks, in the versions that our lock file pins. */
const FRAMEWORKS = [
  'react',
  'react-dom',
  '@types/react',
  '@types/react-dom',
  'vue',
  '@vitejs/plugin-vue',
  'svelte',
  '@sveltejs/vite-plugin-svelte',
  'vite',
];

/** Builds, packs and installs the package, once for all tests of this folder. */
export default async function install(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'xizang-trade-package-'));
  const built = join(folder, 'package');
  const consumer = join(folder, 'consumer');
  await buildPackage(built);
  const [packed] = JSON.parse(npm(built, 'pack', '--json', '--pack-destination', folder)) as [{ filename: string }];
  const tarball = join(folder, packed.filename);
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }');
  npm(consumer, 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
  for (const name of FRAMEWORKS) {
    const link = join(consumer, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
  project.provide('tarball', tarball);
  project.provide('consumer', consumer);
  return () => rmSync(folder, { recursive: true, force: true });
}

function npm(folder: string, ...command: string[]): string {
  return execFileSync('npm', command, { cwd: folder, encoding: 'utf8' });
}
