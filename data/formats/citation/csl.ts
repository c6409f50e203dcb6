import { type Citation, toNote } from './citation.ts';

/** CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html): a list of one item, as processors read it. */
export function toCsl(citation: Citation): string {
  const { id, language, title, container, author, version, date, address } = citation;
  const item = {
    id,
    type: 'dataset',
    title,
    ...(container === undefined ? {} : { 'container-title': container }),
    author: [{ literal: author }],
    publisher: author,
    issued: { 'date-parts': [date.split('-').map(Number)] },
    version,
    URL: address,
    language: language === 'en' ? 'en' : 'zh-CN',
    note: toNote(citation),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
