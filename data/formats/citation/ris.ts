import type { Citation } from './citation.ts';

/** RIS, as reference managers import it: a tag of two characters, two spaces, a hyphen, a space; CRLF; UTF-8. */
export function toRis({ id, language, title, container, author, version, date, address, notes }: Citation): string {
  const lines: [tag: string, value: string | undefined][] = [
    ['TY', 'DATA'],
    ['ID', id],
    ['AU', author],
    ['TI', title],
    ['T2', container],
    // The organisation once more where no program splits it into names
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
