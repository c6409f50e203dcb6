import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const consumer = inject('consumer');
const FIXTURE = 'types.fixture.tsx';

/** What the compiler says about the files of the consumer, the declarations of the package among them. */
function compile(files: readonly string[], options: Record<string, unknown>): string {
  const config = join(consumer, 'tsconfig.json');
  const compilerOptions = {
    strict: true,
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    noEmit: true,
    allowImportingTsExtensions: true,
    types: [],
    ...options,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { cwd: consumer, encoding: 'utf8' }).stdout;
}

beforeAll(() => {
  copyFileSync(join(import.meta.dirname, FIXTURE), join(consumer, FIXTURE));
  writeFileSync(join(consumer, 'schema.ts'), `export type { FactsAnswer } from '${join(ROOT, 'data/fact.ts')}';\n`);
});

describe('the types of the package', () => {
  it('say what is right and what is wrong of the element, in a page and in JSX of React 19', () => {
    expect(compile([FIXTURE], { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true })).toBe('');
  });

  it('hold by themselves, in the resolution of Node too, with every declaration checked', () => {
    writeFileSync(
      join(consumer, 'plain.ts'),
      "import 'xizang-trade/define';\nimport { XizangTrade } from 'xizang-trade';\nexport const made: XizangTrade = document.createElement('xizang-trade');\n",
    );
    expect(compile(['plain.ts'], { module: 'nodenext', allowImportingTsExtensions: false, skipLibCheck: false })).toBe('');
  });
});
