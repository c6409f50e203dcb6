import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../tables.ts';

const ENTRIES = ['widget/package/xizang-trade', 'widget/package/define', 'widget/package/react'];
const FACTS = 'data/fact';

/** Writes the types of the entries, and those that they are made of, into `types/` of the package. */
export function declareTypes(folder: string): void {
  const declared = mkdtempSync(join(tmpdir(), 'xizang-trade-types-'));
  try {
    const options = ['-p', 'data/commands/package', '--rootDir', '.', '--outDir', declared];
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options], { cwd: ROOT, stdio: 'inherit' });
    const read = (name: string) => readFileSync(join(declared, `${name}.d.ts`), 'utf8');
    for (const [name, text] of collect(ENTRIES, (name) =>
      name === FACTS ? toFactTypes(read('data/commands/package/answer')) : read(name),
    )) {
      const file = join(folder, 'types', `${name}.d.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  } finally {
    rmSync(declared, { recursive: true, force: true });
  }
}

/** The declarations that can be reached from these. The compiler leaves the suffixes of sources in them, which a package lacks. */
function collect(entries: readonly string[], read: (name: string) => string): Map<string, string> {
  const found = new Map<string, string>();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const text = read(name);
    for (const [, path = ''] of text.matchAll(/'(\.[^']+)\.ts'/g)) waiting.push(join(dirname(name), path));
    found.set(name, text.replace(/'(\.[^']+)\.ts'/g, "'$1.js'"));
  }
  return found;
}

/** What `/facts.json` answers as the compiler writes it out, so that the package needs no zod for its types. */
function toFactTypes(answer: string): string {
  const [, written] = answer.match(/^export declare const answer: \(\) => (\{.*\});\n/ms) ?? [];
  if (written === undefined) throw new Error(`The compiler writes the answer in another way: ${answer.slice(0, 100)}`);
  return [
    '/** The answer of `/facts.json`, or of a part of it. */',
    `export type FactsAnswer = ${written};`,
    "export type Fact = FactsAnswer['facts'][number];",
    "export type Language = keyof Fact['text'];",
    "export type FactText = Fact['text'][Language];",
    "export type WithdrawnFact = NonNullable<FactsAnswer['withdrawn']>[number];",
    "export type WordedDay = NonNullable<FactsAnswer['released']>;",
    '',
  ].join('\n');
}
