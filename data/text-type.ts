/** Whether a media type is of text, which compresses; what is not has been packed by its own format. */
export function isTextType(type: string): boolean {
  return /^text\/|[/+](?:json|xml)\b|;\s*charset=/.test(type);
}
