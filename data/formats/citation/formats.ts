import type { Language } from '../../fact.ts';
import { toBibtex } from './bibtex.ts';
import type { Citation } from './citation.ts';
import { toCsl } from './csl.ts';
import { toMarkdown } from './markdown.ts';
import { toRis } from './ris.ts';
import { toText } from './text.ts';

/** The formats of a citation by the suffix of its address. */
export const citationFormats = {
  bib: { name: { en: 'BibTeX', zh: 'BibTeX' }, type: 'application/x-bibtex; charset=utf-8', write: onOneLine(toBibtex) },
  ris: { name: { en: 'RIS', zh: 'RIS' }, type: 'application/x-research-info-systems; charset=utf-8', write: onOneLine(toRis) },
  'csl.json': {
    name: { en: 'CSL-JSON', zh: 'CSL-JSON' },
    type: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    write: onOneLine(toCsl),
  },
  txt: { name: { en: 'plain text', zh: 'GB/T 7714' }, type: 'text/plain; charset=utf-8', write: onOneLine(toText) },
  md: { name: { en: 'Markdown', zh: 'Markdown' }, type: 'text/markdown; charset=utf-8', write: onOneLine(toMarkdown) },
} as const satisfies Record<string, { name: Record<Language, string>; type: string; write: (citation: Citation) => string }>;

export type CitationSuffix = keyof typeof citationFormats;

/** A line break in a text would end a line of RIS in the middle of a record, so control characters become spaces in all formats. */
function onOneLine(write: (citation: Citation) => string): (citation: Citation) => string {
  const clean = (text: string) => text.replace(/\s*[\p{Cc}\u2028\u2029]\s*/gu, ' ').trim();
  return (citation) => {
    const { title, container, author, notes } = citation;
    return write({
      ...citation,
      title: clean(title),
      container: container === undefined ? undefined : clean(container),
      author: clean(author),
      notes: notes.map(clean),
    });
  };
}
