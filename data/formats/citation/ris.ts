import type { Citation } from './citation.ts';

/** RIS, as reference managers import it: a tag of two characters, two spaces, a hyphen, a space; CRLF; UTF-8. */
export function toRis({ id, language, title, container, author, version, date, address, notes }: Citation): string {
  const lines: [tag: string, value: string | undefined][] = [
    ['TY', 'DATA'],
    ['ID', id],
    ['AU', toOneWord(author)],
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

/**
 * The name of an organisation for formats that have no mark for one. Importers take the last word for a family name (bibutils:
 * "dataset, The Xizang trade"). With no-break spaces the name is one word to them, and looks the same.
 */
export function toOneWord(name: string): string {
  return name.replaceAll(' ', '\u00a0');
}
