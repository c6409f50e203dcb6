import { type Citation, toNote } from './citation.ts';

/** A line of Markdown (CommonMark): the title is the link. */
export function toMarkdown(citation: Citation): string {
  const { language, title, container, author, version, date, address } = citation;
  const release = { en: `release ${version}, ${date}`, zh: `版本${version}，${date}` }[language];
  const work = container === undefined ? '' : ` *${escapeMarkdown(container)}*,`;
  const link = `[${escapeMarkdown(title)}](${address})`;
  return `${link}.${work} ${escapeMarkdown(author)}, ${release}. ${escapeMarkdown(toNote(citation))}\n`;
}

/** What CommonMark takes for markup in the middle of a line. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&]/g, '\\$&');
}
