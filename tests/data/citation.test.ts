import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { describe, expect, it } from 'vitest';
import { compute } from '../../data/compute.ts';
import { type Cited, toDatasetCitation, toFactCitation, toReleaseCitation } from '../../data/formats/citation/citation.ts';
import { type CitationSuffix, citationFormats } from '../../data/formats/citation/formats.ts';
import { tables } from './fixture.ts';

const SHA256 = '0123456789abcdef'.repeat(4);
/** The same digest where TeX may break it. */
const GROUPS = Array(4).fill('0123 4567 89ab cdef').join(' ');

/** The one fact of the smallest dataset, as release 1 of a day in May. */
function apples(name = 'The apples') {
  const outcome = compute(tables());
  if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues));
  const [fact] = outcome.computed.facts;
  if (fact === undefined) throw new Error('The fixture has no fact.');
  const cited: Cited = {
    description: { ...outcome.dataset.description, publisher: { name: { en: name, zh: '苹果数据集' } } },
    release: { id: '2026-05-04.1', released: '2026-05-04T03:02:01Z' },
    digests: (path) => (path === '/facts.json' || path === '/observations.csv' ? SHA256 : `none of ${path}`),
  };
  return { fact, cited };
}

/** The names of whoever wrote the first item, be they taken for a family name or a literal one. */
function authorsOf([first]: readonly Record<string, unknown>[]): string[] {
  return ((first?.author ?? []) as Record<string, string>[]).flatMap((author) => Object.values(author));
}

const { fact, cited } = apples();
const english = toFactCitation(fact, cited, 'en');
const chinese = toFactCitation(fact, cited, 'zh');
const readers: CitationSuffix[] = ['bib', 'ris', 'csl.json'];

describe('citation-js', () => {
  it.each(readers)('finds in .%s of a fact the title with its value, who, when, where, and which release', (suffix) => {
    const { data } = new Cite(citationFormats[suffix].write(english));
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      id: 'xizang-trade-total-2024',
      title: 'Xizang’s goods trade, 2024: 100 yuan',
      URL: 'https://apples.example/facts/total-2024',
      version: '2026-05-04.1',
      issued: { 'date-parts': [expect.arrayContaining([2026])] },
    });
    expect(authorsOf(data)).toEqual([suffix === 'ris' ? 'The\u00a0apples' : 'The apples']);
    expect(data[0]?.publisher).toBe('The apples');
    const note = [data[0]?.note].flat().join(' ');
    expect(note).toContain('Stated by one source');
    expect(note).toContain('Source: The Daily, 20 January 2025');
    expect(note).toContain(suffix === 'bib' ? GROUPS : SHA256);
  });

  it.each(readers)('finds in .%s the same in Chinese', (suffix) => {
    const { data } = new Cite(citationFormats[suffix].write(chinese));
    expect(data[0]).toMatchObject({
      title: '2024年西藏货物贸易进出口总值：100元',
      URL: 'https://apples.example/zh/facts/total-2024',
    });
  });

  it.each(readers)('finds in .%s of the dataset its title and its address', (suffix) => {
    const { data } = new Cite(citationFormats[suffix].write(toDatasetCitation(cited, 'en')));
    expect(data[0]).toMatchObject({
      id: 'xizang-trade',
      title: 'Apples',
      URL: 'https://apples.example/',
      version: '2026-05-04.1',
    });
  });

  it.each(['A & B', '50 % of C_D', '#1 $x', 'curly {x} ~ ^', 'back\\slash'])('reads %j back from BibTeX as it was', (name) => {
    const { data } = new Cite(citationFormats.bib.write(toDatasetCitation(apples(name).cited, 'en')));
    expect(authorsOf(data)).toEqual([name]);
  });

  it('gives classic styles of BibTeX, which know no url and no version, the address and the release', () => {
    const bib = citationFormats.bib.write(english);
    expect(bib).toContain('howpublished = {Data set: Apples. \\url{https://apples.example/facts/total-2024}}');
    expect(bib).toMatch(/note = \{[^}]*in release 2026-05-04\.1: 0123/);
    expect(bib.match(/2026-05-04\.1/g)).toHaveLength(2);
  });

  it('gives RIS the organisation also where no program splits it into names', () => {
    expect(citationFormats.ris.write(english)).toContain('\r\nPB  - The apples\r\n');
  });

  it('puts the fact into a bibliography', () => {
    expect(
      new Cite(citationFormats['csl.json'].write(english)).format('bibliography', {
        template: 'apa',
        lang: 'en-US',
        format: 'text',
      }),
    ).toContain('The apples. (2026). Xizang’s goods trade, 2024: 100 yuan [Dataset]. In Apples');
  });
});

/** The fields of a BibTeX entry, without their braces. */
function fieldsOf(entry: string): Record<string, string> {
  const lines = [...entry.matchAll(/^ {2}(\w+) = (?:\{\{(.*)\}\}|\{(.*)\}|(\w+)),$/gm)];
  return Object.fromEntries(lines.map(([, name, whole, text, word]) => [name, whole ?? text ?? word]));
}

describe('what styles of BibTeX print', () => {
  // The function misc of plain, abbrv, apalike and ieeetr: author, title, howpublished, month and year, note
  const printed = (entry: string) => {
    const { author, title, howpublished, year, note } = fieldsOf(entry);
    return [author, title, howpublished, year, note].join('. ');
  };

  it.each([
    ['a fact', english, 'https://apples.example/facts/total-2024'],
    ['a fact in Chinese', chinese, 'https://apples.example/zh/facts/total-2024'],
    ['the dataset', toDatasetCitation(cited, 'en'), 'https://apples.example/'],
    ['a release', toReleaseCitation(cited, 'en'), 'https://apples.example/releases/2026-05-04.1/'],
  ])('has of %s the release, the address and the digest, each once', (_, citation, address) => {
    const text = printed(citationFormats.bib.write(citation));
    const release = citation.language === 'en' ? 'release 2026-05-04.1' : '版本2026-05-04.1';
    for (const part of [release, `\\url{${address}}`, address, GROUPS]) expect(text.split(part), part).toHaveLength(2);
    expect(text).not.toMatch(/[0-9a-f]{64}/);
  });

  it('leaves to biblatex, which prints version and url too, the ones in howpublished and note', () => {
    const entry = citationFormats.bib.write(english);
    expect(entry).toContain('\n  execute = {\\clearfield{version}\\clearfield{url}},\n');
    expect(fieldsOf(entry)).toMatchObject({
      version: '2026-05-04.1',
      url: 'https://apples.example/facts/total-2024',
      sha256: SHA256,
    });
  });
});

describe('RIS', () => {
  const lines = (text: string) => text.split('\r\n').filter((line) => line !== '');

  it('has an organisation that is one word to importers, and whole as publisher', () => {
    const found = lines(citationFormats.ris.write(english));
    expect(found).toContain('AU  - The\u00a0apples');
    expect(found).toContain('PB  - The apples');
  });

  it.each(['two\nlines', 'two\r\nlines', 'two \u2028 lines', 'two\u0085lines\n'])('keeps %j on one line', (text) => {
    const odd = { ...english, title: text, container: text, notes: [text] };
    const found = lines(citationFormats.ris.write(odd));
    expect(found.filter((line) => !/^[A-Z][A-Z0-9] {2}- [^\p{Cc}\u2028]*$/u.test(line))).toEqual([]);
    expect(found).toContain('TI  - two lines');
    for (const suffix of ['bib', 'txt', 'md', 'csl.json'] as const) {
      expect(citationFormats[suffix].write(odd), suffix).toContain('two lines');
    }
  });
});

describe('a citation to be pasted', () => {
  it('in English is in the manner of APA', () => {
    expect(citationFormats.txt.write(english)).toBe(
      `The apples (2026). Xizang’s goods trade, 2024: 100 yuan [Data set]. In Apples (Release 2026-05-04.1, 2026-05-04). https://apples.example/facts/total-2024 (Stated by one source. Source: The Daily, 20 January 2025. SHA-256 of facts.json in this release: ${SHA256}.)\n`,
    );
  });

  it('in Chinese follows GB/T 7714', () => {
    expect(citationFormats.txt.write(chinese)).toBe(
      `苹果数据集. 2024年西藏货物贸易进出口总值：100元[DS/OL]//苹果. 版本2026-05-04.1. (2026-05-04). https://apples.example/zh/facts/total-2024. 仅见于一个来源。来源：日报，2025年1月20日。该版本中facts.json的SHA-256值：${SHA256}。\n`,
    );
    expect(citationFormats.txt.write(toDatasetCitation(cited, 'zh'))).toBe(
      `苹果数据集. 苹果[DS/OL]. 版本2026-05-04.1. (2026-05-04). https://apples.example/zh/. 该版本中observations.csv的SHA-256值：${SHA256}。\n`,
    );
  });

  it('as Markdown is one line with a link, and what would be markup is escaped', () => {
    expect(citationFormats.md.write(english)).toMatch(
      /^\[Xizang’s goods trade, 2024: 100 yuan\]\(https:\/\/apples\.example\/facts\/total-2024\)\. \*Apples\*, The apples, release 2026-05-04\.1, 2026-05-04\. .*\n$/,
    );
    expect(citationFormats.md.write(toDatasetCitation(apples('*A* [b] <c>').cited, 'en'))).toContain('\\*A\\* \\[b\\] \\<c\\>');
  });
});
