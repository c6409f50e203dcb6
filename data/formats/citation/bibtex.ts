import { type Citation, toNote } from './citation.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * An entry for BibTeX and biblatex, in UTF-8, as `@misc`, because classic styles know no `@dataset`. They print `howpublished` and
 * `note`, and neither `version` nor `url`, so the release and the address are in those two. biblatex prints all four: `execute`, a
 * field of its own, clears what it would print twice and programs read. No style prints `publisher` or `sha256` of a `@misc`. The
 * inner braces keep capitals and the names of organisations.
 */
export function toBibtex(citation: Citation): string {
  const { id, language, title, author, version, date, address, sha256 } = citation;
  const [year = '', month = ''] = date.split('-');
  const fields = {
    author: `{{${escapeTex(author)}}}`,
    title: `{{${escapeTex(title)}}}`,
    year: `{${year}}`,
    month: MONTHS[Number(month) - 1],
    howpublished: `{${escapeTex(howPublished(citation))}. \\url{${address}}}`,
    note: `{${escapeTex(toPrintedNote(citation))}}`,
    publisher: `{{${escapeTex(author)}}}`,
    version: `{${escapeTex(version)}}`,
    url: `{${address}}`,
    sha256: `{${sha256}}`,
    langid: `{${language === 'en' ? 'english' : 'chinese'}}`,
    execute: '{\\clearfield{version}\\clearfield{url}}',
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = ${value},\n`);
  return `@misc{${id},\n${lines.join('')}}\n`;
}

function howPublished({ language, container }: Citation): string {
  const kind = { en: 'Data set', zh: '数据集' }[language];
  if (container === undefined) return kind;
  return { en: `${kind}: ${container}`, zh: `${kind}：${container}` }[language];
}

/**
 * The notes with the name of the release that their digest is of. TeX neither breaks 64 digits nor fits them into a line, so they are
 * in groups, as GnuPG prints fingerprints; four letters are never hyphenated.
 */
function toPrintedNote({ language, notes, version, sha256 }: Citation): string {
  const groups = sha256.match(/.{1,4}/g)?.join(' ') ?? '';
  return toNote({ language, notes: notes.map((text) => text.replace(sha256, groups)) })
    .replace('in this release', `in release ${version}`)
    .replace('该版本中', `版本${version}中`);
}

/** Escapes the characters that TeX reads as commands. */
function escapeTex(text: string): string {
  return text.replace(/[\\{}#$%&_~^]/g, (character) => COMMANDS[character] ?? `\\${character}`);
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
