import type { Citation } from './citation.ts';

/**
 * RIS, as reference managers import it: a tag of two characters, two spaces, a hyphen, a space; CRLF; UTF-8. It has no mark for
 * an organisation, so importers take the last word of a name for a family name (bibutils: "dataset, The Xizang trade"). With
 * no-break spaces the name is one word to them, and looks the same. `PB` has it with plain spaces.
 */
export function toRis({ id, language, title, container, author, version, date, address, notes }: Citation): string {
  const lines: [tag: string, value: string | undefined][] = [
    ['TY', 'DATA'],
    ['ID', id],
    ['AU', author.replaceAll(' ', '\u00a0')],
    ['TI', title],
    ['T2', container],
    ['PB', author],
    ['PY', date.slice(0, 4)],
    ['DA', date.replaceAll('-', '/')],
    ['ET', version],
    ['UR', address],
    ['LA', language],
    ...notes.map((note): [string, string] => ['N1', note]),
  ];
  const present = lines.filter(([, value]) => value !== undefined).map(([tag, value]) => `${tag}  - ${value}\r\n`);
  return `${present.join('')}ER  - \r\n`;
}
