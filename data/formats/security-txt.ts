import type { Release } from '../release.ts';
import type { Description } from '../schema.ts';

/** RFC 9116 asks for less than a year, so that nobody writes to an address that has been abandoned. */
const VALID_DAYS = 360;

/** `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. It lapses when no release was made for about a year. */
export function toSecurityTxt({ contact, languages, origin }: Description, { released }: Release): string {
  const expires = new Date(released);
  expires.setUTCDate(expires.getUTCDate() + VALID_DAYS);
  return [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString().replace('.000', '')}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${origin}/.well-known/security.txt`,
    '',
  ].join('\n');
}
