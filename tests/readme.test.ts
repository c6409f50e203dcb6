import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computeTables } from '../data/commands/tables.ts';
import { HOST_SCRIPT } from '../data/formats/snippet.ts';
import { loadingSnippets } from '../data/pages/snippets.ts';
import { tableParameters } from '../data/query.ts';
import { tableNames } from '../data/table-shapes.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = ['README.md', 'CONTRIBUTING.md', 'tests/README.md'];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const served = [...read('worker/index.ts').matchAll(/(?:app|patterns)\.get\('([^']+)'/g)].flatMap(([, path]) => path ?? []);

describe('the documents', () => {
  it('open with the two commands that do everything', () => {
    const [first, second] = [...read('README.md').matchAll(/^npm ci && npm [a-z]+/gm)].map(([line]) => line);
    expect([first, second]).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });

  it.each(documents)('%s names only scripts that exist', (document) => {
    const named = [...read(document).matchAll(/npm (?:run )?([a-z:]+(?:-[a-z]+)*)/g)].flatMap(([, name]) => name ?? []);
    expect(named.filter((name) => !['ci', 'install', 'pack', 'publish'].includes(name) && scripts[name] === undefined)).toEqual(
      [],
    );
    expect(named.length).toBeGreaterThan(1);
  });

  it('name only addresses that are served, and all of them', () => {
    const named = [...read('README.md').matchAll(/^\| `(\/[^`]*)`(?: `(\.[a-z.]+)`)*/gm)].flatMap(([row]) => {
      const [path = '', ...suffixes] = [...row.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);
      return [path, ...suffixes.map((suffix) => path.replace(/\.[a-z]+$/, suffix))];
    });
    const routes = served.map((path) =>
      path
        .replace(/:(fact|table)\{\[[^\]]*\]\+(.*)\}/, (_, name, suffix) => `{${name}}${suffix.replaceAll('\\\\', '')}`)
        .replace(/:observation\{.*\}/, '{id}.json')
        .replace(/:fact\{[^}]*\}/, '{fact}')
        .replace(/:release\{.*atom.*\}/, '{id}.atom')
        .replace(/:topic\{.*\}/, '{topic}.atom')
        .replace(/:release\{[^}]*\}/, '{id}')
        .replace(/:version\{v[^}]*\}/, 'v{version}')
        .replace(/:file\{.*\}/, '{file}'),
    );
    expect(named.map((path) => path.replace(/\?.*/, '')).toSorted()).toEqual(routes.toSorted());
  });

  it('name every parameter, and none that there is not', () => {
    const section = read('README.md').split('### Ask for a part')[1]?.split('\n## ')[0] ?? '';
    const named = [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
    );
    const taken = tableNames.flatMap((table) => tableParameters(table, () => new Map()).names);
    expect(named.toSorted()).toEqual([...new Set(taken)].toSorted());
  });

  it('count what the rules yield', () => {
    const outcome = computeTables();
    if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
    const { observations, checks } = outcome.computed;
    const counts = Map.groupBy(
      observations.filter(({ status }) => status === 'derived'),
      ({ rule }) => rule,
    );
    const named = [...read('README.md').matchAll(/^\| `([a-z-]+)`: .* \| (\d+) \|$/gm)].map(([, rule, count]) => [
      rule,
      Number(count),
    ]);
    expect(named.toSorted()).toEqual([...counts].map(([rule, instances]) => [rule, instances.length]).toSorted());
    const explained = checks.filter(({ result }) => result === 'explained').length;
    expect(read('README.md').replace(/\s+/g, ' ')).toContain(`Of ${checks.length} checks, ${explained} are \`explained\``);
  });

  it('load the data by the very lines that the pages show', () => {
    const { origin } = JSON.parse(read('data/tables/dataset.json')) as { origin: string };
    for (const { tool, language, code } of loadingSnippets(origin)) {
      expect(read('README.md')).toContain(`\n${tool}:\n\n\`\`\`${language}\n${code}\n\`\`\`\n`);
    }
  });

  it('let frames be as high as their cards by the very lines that the gallery shows', () => {
    expect(read('README.md')).toContain(`\n\`\`\`html\n${HOST_SCRIPT}\n\`\`\`\n`);
  });

  it('name every project of the tests, and none that there is not', () => {
    const named = [...read('tests/README.md').matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
    const projects = globSync('tests/*/vitest.config.ts', { cwd: ROOT }).map((path) => path.split('/')[1]);
    expect(named.toSorted()).toEqual(projects.toSorted());
  });

  it('name only files that exist', () => {
    const named = [`${read('README.md')}${read('tests/README.md')}`].flatMap((text) =>
      [...text.matchAll(/`((?:data|worker|widget|tests)\/[\w./-]*)`/g)].flatMap(([, path]) => path ?? []),
    );
    expect(named.filter((path) => globSync(path.replace(/\/$/, ''), { cwd: ROOT }).length === 0)).toEqual([]);
    expect(named.length).toBeGreaterThan(3);
  });
});
