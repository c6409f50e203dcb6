import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Theme, Variant } from '../../data/embed-options.ts';
import type { FactsAnswer } from '../../data/fact.ts';
import { HOST_SCRIPT, type Place, toSnippets } from '../../data/formats/snippet.ts';
import { currentVersion, type VersionsAnswer } from '../../data/versions.ts';

/** The checker of the W3C (https://validator.github.io/validator/): every page as it is served, and every line of code that is offered. */
const VNU = join(dirname(createRequire(import.meta.url).resolve('vnu-jar')), 'build/dist/vnu.jar');
let folder: string;
const origin = inject('origin');
let answer: FactsAnswer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'html-'));
  answer = await json('/facts.json');
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

const json = async <Content>(path: string) => (await (await fetch(`${origin}${path}`)).json()) as Content;

/** Everything that the checker complains of in these documents, by their names. */
function complaints(documents: ReadonlyMap<string, string>): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const names = [...documents.keys()];
  for (const [index, name] of names.entries()) writeFileSync(join(folder, `${index}.html`), documents.get(name) ?? '');
  const { stdout, stderr, status } = spawnSync(
    'java',
    ['-jar', VNU, '--stdout', '--format', 'json', '--exit-zero-always', folder],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error(`The checker ended with ${status}: ${stderr}`);
  const { messages } = JSON.parse(stdout) as { messages: { url: string; message: string; type: string; extract?: string }[] };
  return messages.map(({ url, type, message, extract }) => {
    const name = names[Number(/(\d+)\.html$/.exec(url)?.[1])];
    return `${name}: ${type}: ${message} ${JSON.stringify(extract ?? '')}`;
  });
}

it('finds a fault where there is one', () => {
  const page = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div></div></p></body></html>';
  expect(complaints(new Map([['a paragraph in pieces', page]]))).toEqual([
    expect.stringMatching(/^a paragraph in pieces: error: No “p” element in scope/),
  ]);
});

it('finds none in any page', async () => {
  const { facts, release } = answer;
  const ofFact = facts.flatMap(({ fact }) => [`/facts/${fact}`, `/zh/facts/${fact}`]);
  const frames = facts.flatMap(({ fact }) =>
    ['lang=en', 'lang=zh&theme=dark&variant=compact'].map((query) => `/facts/${fact}/frame?${query}`),
  );
  const others = [
    '/',
    '/observations?partner=NP',
    '/observations?partner=Nepal',
    '/problems',
    '/embed',
    '/embed?fact=total-2025',
    '/embed?fact=nepal-2024&variant=inline&theme=dark&release=pinned',
    '/embed?theme=pink',
    '/no-such-page',
    `/releases/${release}/`,
  ];
  const paths = [
    ...others.flatMap((path) => [path, `/zh${path}`]),
    '/docs',
    '/facts/total-2025/frame?theme=pink',
    '/facts/no-such-fact/frame',
    ...ofFact,
    ...frames,
  ];
  const pages = new Map<string, string>();
  for (const path of paths) pages.set(path, await (await fetch(`${origin}${path}`)).text());
  expect(complaints(pages)).toEqual([]);
});

it('finds none in the code that is offered, whatever is chosen', async () => {
  const { facts, release } = answer;
  const { versions } = await json<VersionsAnswer>('/versions.json');
  const place: Place = { origin, version: currentVersion(versions), release: { id: release } };
  const documents = new Map<string, string>();
  for (const fact of facts)
    for (const language of ['en', 'zh'] as const)
      for (const variant of Variant.options) {
        const theme = Theme.options[documents.size % 3] ?? 'auto';
        const { script, frame, picture } = toSnippets(fact, { language, variant, theme, pinned: variant === 'compact' }, place);
        for (const [form, code] of Object.entries({ script, frame: `${frame}\n${HOST_SCRIPT}`, picture }))
          documents.set(
            `${fact.fact} ${language} ${variant} as ${form}`,
            `<!DOCTYPE html><html lang="${language}"><head><title>A newspaper</title></head><body>${code}</body></html>`,
          );
      }
  expect(documents.size).toBe(facts.length * 2 * 3 * 3);
  expect(complaints(documents)).toEqual([]);
});
