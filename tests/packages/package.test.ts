import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { describe, expect, inject, it } from 'vitest';

const tarball = readFileSync(inject('tarball'));
const consumer = inject('consumer');
const installed = join(consumer, 'node_modules/xizang-trade');
const root = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
const description = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));

/** Runs a module in the folder of the consumer, and gives what it prints. */
function run(module: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', module], { cwd: consumer, encoding: 'utf8' }).trim();
}

describe('the package', () => {
  it('is one that publint has nothing to say against', async () => {
    const { messages } = await publint({
      pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length) },
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  it('has types that every ESM resolution finds', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)), {
      // A style sheet has no types
      excludeEntrypoints: ['./xizang-trade.css'],
    });
    if (analysis.types === false) throw new Error('There are no types.');
    // attw calls this the profile "esm-only": TypeScript before 4.7, and require(), are not served
    const served = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind),
    );
    expect(served).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toEqual(['.', './define', './react', './custom-elements.json', './package.json']);
  });

  it('has the version and the licence of the project, and one dependency, which is not in its modules', () => {
    expect(description).toMatchObject({ version: root.version, license: root.license, type: 'module' });
    expect(description.dependencies).toEqual({
      '@lit/reactive-element': `^${root.dependencies['@lit/reactive-element']}`,
    });
    expect(readFileSync(join(installed, 'element.js'), 'utf8')).toContain('from "@lit/reactive-element"');
    expect(readdirSync(installed)).toContain('LICENSE');
  });

  it('has side effects where it registers and in the style sheet alone', () => {
    expect(description.sideEffects).toEqual(['./define.js', './react.js', './xizang-trade.css']);
  });

  it('registers nothing when the class is imported in Node, where there is no page', () => {
    expect(
      run(`import { XizangTrade } from 'xizang-trade';
        console.log(XizangTrade.name, globalThis.customElements?.get('xizang-trade'));`),
    ).toBe('XizangTrade undefined');
  });

  it.each(['define', 'react'])('registers it by the entry %s, which Node may import too', (entry) => {
    expect(
      run(`import { XizangTrade } from 'xizang-trade/${entry}';
        console.log(customElements.get('xizang-trade') === XizangTrade);`),
    ).toBe('true');
  });
});
