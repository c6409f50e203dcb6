import { type Citation, toNote } from './citation.ts';

/** A citation to be pasted: in English in the manner of APA, in Chinese by GB/T 7714—2015. */
export function toText(citation: Citation): string {
  return `${{ en: toEnglish, zh: toGbt7714 }[citation.language](citation)}\n`;
}

function toEnglish(citation: Citation): string {
  const { title, container, author, version, date, address } = citation;
  const release = `Release ${version}, ${date}`;
  const work =
    container === undefined ? `${title} (${release}) [Data set].` : `${title} [Data set]. In ${container} (${release}).`;
  // APA sets no full stop behind an address, for it would be taken for a part of it
  return `${author} (${date.slice(0, 4)}). ${work} ${address} (${toNote(citation)})`;
}

/**
 * GB/T 7714—2015: 责任者. 题名[DS/OL]//所属题名. 版本项. (更新日期). 获取路径. The day on which it was read, which the standard
 * puts behind the date in brackets, is the reader’s to add: nothing here knows it.
 */
function toGbt7714(citation: Citation): string {
  const { title, container, author, version, date, address } = citation;
  const work = container === undefined ? `${title}[DS/OL]` : `${title}[DS/OL]//${container}`;
  return `${author}. ${work}. 版本${version}. (${date}). ${address}. ${toNote(citation)}`;
}
