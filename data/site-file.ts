import type { ServedFile } from './release.ts';

/** A file of the site, cold unless told. */
export function toSiteFile(path: string, type: string, content: string | Uint8Array, hot = false): ServedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, type, part: 'site', hot, bytes };
}
