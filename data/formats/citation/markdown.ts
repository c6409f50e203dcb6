import { escapeMarkdown } from '../escape-markdown.ts';
import { type Citation, toNote } from './citation.ts';

/** A line of Markdown (CommonMark): the title is the link. Chinese sets titles in their own marks, not in italics. */
export function toMarkdown(citation: Citation): string {
  const [title, author, note] = [citation.title, citation.author, toNote(citation)].map(escapeMarkdown);
  const container = citation.container === undefined ? undefined : escapeMarkdown(citation.container);
  const { language, version, date, address } = citation;
  const link = `[${title}](${address})`;
  const lines = {
    en: `${link}.${container === undefined ? '' : ` *${container}*,`} ${author}, release ${version}, ${date}. ${note}`,
    zh: `${link}。${container === undefined ? '' : `《${container}》，`}${author}，版本${version}，${date}。${note}`,
  };
  return `${lines[language]}\n`;
}
