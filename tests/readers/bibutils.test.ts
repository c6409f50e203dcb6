import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { Citation } from '../../data/formats/citation/citation.ts';
import { citationFormats } from '../../data/formats/citation/formats.ts';

const sha256 = '0123456789abcdef'.repeat(4);
const citation: Citation = {
  id: 'apples',
  language: 'en',
  title: 'Apples, 2025: 100 yuan',
  container: 'Fruit',
  author: 'The apple trade dataset',
  version: '2026-05-04.1',
  date: '2026-05-04',
  address: 'https://apples.example/facts/apples',
  notes: ['Stated', `SHA-256: ${sha256}`],
  sha256,
};

/** The entry that bibutils makes of a citation, by its intermediate form. */
function convert(suffix: 'bib' | 'ris'): string {
  const mods = run(`${suffix}2xml`, citationFormats[suffix].write(citation));
  return run('xml2bib', mods).replaceAll('\u00a0', ' ');
}

function run(command: string, input: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, { input, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${command} did not run (${error.message}). \`npm run test:all\` installs it.`);
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stderr}`);
  return stdout;
}

it.each(['bib', 'ris'] as const)('bibutils finds in .%s the organisation whole, and the address', (suffix) => {
  const entry = convert(suffix);
  expect(entry).toContain('author="{The apple trade dataset}"');
  expect(entry.match(/^url="(.*)"/gm)).toEqual(['url="https://apples.example/facts/apples"']);
});
