import type { Issue } from './issue.ts';

/** Far more than people type; a file that is larger, or a line that is longer, is something else than a table of theirs. */
const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_LINE = 100_000;

/** What else than a comma stands between the columns of files that are called CSV, as people name it. */
const SEPARATORS = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' } as const;

const SAVE_AS_CSV = 'In a spreadsheet choose “CSV UTF-8 (comma delimited)”.';

/** A table as text, or the one thing that went wrong when it was saved: everything else that could be said follows from that. */
export type Decoded = { text: string } | { fault: Issue };

/**
 * Decodes a table and looks whether it was saved as another kind of file: too large, in another encoding, with other line ends or
 * other separators, with a header in capitals. `columns` are the names that its header must have.
 */
export function decodeTable(file: string, bytes: Uint8Array, columns: readonly string[]): Decoded {
  const fault = (message: string, line = 1, column = 1): Decoded => ({ fault: { file, line, column, message } });
  if (bytes.length > MOST_BYTES)
    return fault(
      `The file has ${megabytes(bytes)} MB, and a table has ${MOST_BYTES / 1024 / 1024} at most. Is it the right file?`,
    );
  if (isUtf16(bytes)) return fault(`The file was saved as UTF-16, which Excel calls “Unicode Text”. ${SAVE_AS_CSV}`);

  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.indexOf('\ufffd');
  if (lost !== -1) {
    const before = text.slice(0, lost).split('\n');
    return fault(encodingFault(bytes, text), before.length, (before.at(-1) ?? '').length + 1);
  }
  if (text.trim() === '') return fault('The file is empty. Write its header.');
  if (!text.includes('\n') && /\r./s.test(text))
    return fault(
      `The lines end with CR alone, as old Macintosh programs wrote them. Save the file with LF or CRLF. ${SAVE_AS_CSV}`,
    );

  const [first = ''] = text.split(/\r?\n/, 1);
  const separated = separatorFault(first, columns);
  if (separated !== undefined) return fault(separated);
  const long = text.split('\n').findIndex((line) => line.length > LONGEST_LINE);
  if (long !== -1) return fault(`This line has more than ${LONGEST_LINE} characters. Is it the right file?`, long + 1);
  return { text };
}

function megabytes(bytes: Uint8Array): number {
  return Math.round(bytes.length / 1024 / 1024);
}

/** By its mark, or by the zeros that Latin letters have in it. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0 && third === 0) || (second === 0 && fourth === 0);
}

/** Where the replacement character itself is in the file, another program has lost the letters already. */
function encodingFault(bytes: Uint8Array, text: string): string {
  const isUtf8 = new TextEncoder().encode(text).length === bytes.length;
  const places = text.split('\ufffd').length - 1;
  if (isUtf8) {
    const many = places === 1 ? 'A letter was' : `${places} letters were`;
    return `${many} lost when the file was saved in another encoding, first here: “\ufffd” is in its place. Restore the file from git, and save it as UTF-8.`;
  }
  return `The file is not in UTF-8 but in ${/[\u4e00-\u9fff]{2}/.test(decodeAs('gb18030', bytes)) ? 'GBK (the Chinese encoding of Windows)' : 'another encoding, such as Windows-1252'}: the first letter that shows it is here. ${SAVE_AS_CSV} Letters that are “?” now are lost; restore them from git.`;
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return '';
    throw error;
  }
}

/** What is wrong with the header as a whole; a single odd name is told where it is. */
function separatorFault(header: string, columns: readonly string[]): string | undefined {
  if (/^sep=./i.test(header)) return 'The first line tells Excel what separates the columns. Remove it; the header comes first.';
  for (const [separator, name] of Object.entries(SEPARATORS)) {
    const names = namesIn(header, separator);
    if (names.length > 1 && names.filter((each) => columns.includes(each)).length > names.length / 2)
      return `The columns are separated by ${name}. Save the file with commas. ${SAVE_AS_CSV}`;
  }
  const names = header.replace(/^\ufeff/, '').split(',');
  const isFolded = namesIn(header, ',').every((name) => columns.includes(name)) && names.length === columns.length;
  if (isFolded && !names.every((name) => columns.includes(name.replaceAll('"', ''))))
    return `The names of the columns are in capitals, or have blanks beside them. Write ${columns.join(',')}`;
  const empty = names.length - header.replace(/[,\s"]+$/, '').split(',').length;
  if (empty > 0)
    return `There ${empty === 1 ? 'is an empty column' : `are ${empty} empty columns`} at the end of each row, as spreadsheets leave them. Delete ${empty === 1 ? 'it' : 'them'}.`;
  return undefined;
}

function namesIn(header: string, separator: string): string[] {
  return header
    .replace(/^\ufeff/, '')
    .split(separator)
    .map((name) => name.replaceAll('"', '').trim().toLowerCase());
}
