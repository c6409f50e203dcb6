/**
 * Text for the middle of a line of Markdown: characters that CommonMark and GitHub read as markup get a backslash, and line breaks
 * become spaces, because an empty line would end the link.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>&~|$]/g, '\\$&');
}
