import { raw } from 'hono/html';

/** JSON-LD in HTML: `<` is escaped, so that no text ends the element. It is never run, so the policy against inline scripts allows it. */
export function toDataBlock(data: unknown) {
  return raw(`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>\n`);
}
