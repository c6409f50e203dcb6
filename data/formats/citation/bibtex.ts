import { type Citation, toNote } from './citation.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * An entry for BibTeX and biblatex, in UTF-8. `@misc` because classic styles know no `@dataset`. They know no `url` and no `version`
 * either: the address is in `howpublished` as well, and the note names the release of its digest. The digest has no place to break: a mark for TeX would be
 * a letter of it for programs. The inner braces keep capitals and corporate names.
 */
export function toBibtex(citation: Citation): string {
  const { id, language, title, author, version, date, address } = citation;
  const [year = '', month = ''] = date.split('-');
  const fields = {
    author: `{{${escapeTex(author)}}}`,
    title: `{{${escapeTex(title)}}}`,
    year: `{${year}}`,
    month: MONTHS[Number(month) - 1],
    version: `{${escapeTex(version)}}`,
    howpublished: `{${escapeTex(howPublished(citation))}. \\url{${address}}}`,
    url: `{${address}}`,
    langid: `{${language === 'en' ? 'english' : 'chinese'}}`,
    note: `{${escapeTex(noteWithRelease(citation))}}`,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = ${value},\n`);
  return `@misc{${id},\n${lines.join('')}}\n`;
}

function howPublished({ language, container }: Citation): string {
  const kind = { en: 'Data set', zh: '数据集' }[language];
  if (container === undefined) return kind;
  return { en: `${kind}: ${container}`, zh: `${kind}：${container}` }[language];
}

/** The note with the name of what its digest is of. */
function noteWithRelease(citation: Citation): string {
  const { version } = citation;
  return toNote(citation).replace('in this release', `in release ${version}`).replace('该版本中', `版本${version}中`);
}

/** What TeX takes for a command. */
function escapeTex(text: string): string {
  return text.replace(/[\\{}#$%&_~^]/g, (character) => COMMANDS[character] ?? `\\${character}`);
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
