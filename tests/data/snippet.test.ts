import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { type SnippetOptions, toSnippets } from '../../data/formats/snippet.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error('The tables are invalid.');
const [fact] = outcome.computed.facts.filter(({ fact }) => fact === 'total-2025');
if (fact === undefined) throw new Error('There is no total of 2025.');

const integrity = { 'xizang-trade.js': 'sha384-J', 'xizang-trade.css': 'sha384-C' };
const place = {
  origin: 'https://xizang-trade.example',
  version: { version: '1.2.3', frozen: null, integrity },
  release: { id: '2026-11-24.2' },
};
const chosen: SnippetOptions = { language: 'en', theme: 'auto', variant: 'card', pinned: false };
const snippets = (options: Partial<SnippetOptions> = {}) => toSnippets(fact, { ...chosen, ...options }, place);

describe('the code to copy', () => {
  it('as a script names a version of the element and the integrity of its files, around the complete figure', () => {
    const [link, open, ...rest] = snippets().script.split('\n');
    expect(link).toBe(
      '<link rel="stylesheet" href="https://xizang-trade.example/v1.2.3/xizang-trade.css" integrity="sha384-C" crossorigin="anonymous">',
    );
    expect(open).toBe('<xizang-trade fact="total-2025" lang="en">');
    expect(rest.slice(-2)).toEqual([
      '</xizang-trade>',
      '<script type="module" src="https://xizang-trade.example/v1.2.3/xizang-trade.js" integrity="sha384-J" crossorigin="anonymous"></script>',
    ]);
    expect(rest.join('')).toContain('8.479 billion yuan');
  });

  it.each<[Partial<SnippetOptions>, string]>([
    [{ language: 'zh' }, '<xizang-trade fact="total-2025" lang="zh-Hans">'],
    [{ variant: 'compact' }, '<xizang-trade fact="total-2025" lang="en" variant="compact">'],
    [{ theme: 'dark', pinned: true }, '<xizang-trade fact="total-2025" lang="en" theme="dark" release="2026-11-24.2">'],
  ])('with %o begins %s', (options, opening) => {
    expect(snippets(options).script).toContain(`\n${opening}\n`);
  });

  it.each<[Partial<SnippetOptions>, string, string, string]>([
    [{}, '/facts/total-2025/frame?lang=en"', '/facts/total-2025', '/facts/total-2025.png"'],
    [{ language: 'zh' }, '/facts/total-2025/frame?lang=zh"', '/zh/facts/total-2025', '/facts/total-2025.png?lang=zh"'],
    [
      { theme: 'dark', variant: 'compact' },
      'frame?lang=en&amp;theme=dark&amp;variant=compact"',
      '/facts/total-2025',
      '.png?theme=dark"',
    ],
    [{ variant: 'inline' }, 'frame?lang=en&amp;variant=compact"', '/facts/total-2025', '.png"'],
  ])('with %o leads to %s, %s and %s', (options, frame, link, picture) => {
    const found = snippets(options);
    expect(found.frame).toContain(frame);
    expect(found.link).toBe(`https://xizang-trade.example${link}`);
    expect(found.picture).toContain(picture);
  });

  it('within a sentence is one line, with no space at its edges and the element last', () => {
    expect(snippets({ variant: 'inline' }).script).toMatch(
      /^<link [^>\n]*><script [^>\n]*><\/script><xizang-trade [^>\n]*><span class="xt-inline"[^\n]*<\/span><\/xizang-trade>$/,
    );
  });

  it('says the whole fact in the alternative text, escaped for what it stands in', () => {
    const [, alt] = /alt="([^"]*)"/.exec(snippets().picture) ?? [];
    expect(alt).toContain('8.479 billion yuan');
    expect(snippets().picture).toContain(' width="600" height="315" ');
    const odd = { ...fact, text: { ...fact.text, en: { ...fact.text.en, sentence: 'A [b] "c" \\ <d> & e *f* _g_ `h`' } } };
    const { picture, markdown } = toSnippets(odd, chosen, place);
    expect(picture).toContain('alt="A [b] &quot;c&quot; \\ &lt;d&gt; &amp; e *f* _g_ `h`"');
    expect(markdown).toBe(
      '[![A \\[b\\] "c" \\\\ \\<d\\> \\& e \\*f\\* \\_g\\_ \\`h\\`](https://xizang-trade.example/facts/total-2025.png)](https://xizang-trade.example/facts/total-2025)',
    );
  });

  it.each([
    ['*2025* _up_ `x` ~y~ |z| $1', '\\*2025\\* \\_up\\_ \\`x\\` \\~y\\~ \\|z\\| \\$1'],
    ['two\n\nlines', 'two lines'],
  ])('keeps %j from being markup in Markdown', (sentence, expected) => {
    const odd = { ...fact, text: { ...fact.text, zh: { ...fact.text.zh, sentence } } };
    expect(toSnippets(odd, { ...chosen, language: 'zh' }, place).markdown).toContain(`[![${expected}](`);
  });
});
