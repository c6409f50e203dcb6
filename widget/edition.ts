/** Which data an element shows: from where, and of which release or day. What is live has neither. */
export type Edition = { origin: string; release: string; asOf: string };

/** Where this script is from, and by default the data. In a constant, because Vite takes `new URL('…', import.meta.url)` for a file. */
const SCRIPT = import.meta.url;
export const SCRIPT_ORIGIN = new URL(SCRIPT).origin;

/** The attributes `src`, `release` and `as-of` as an edition; throws with a remedy what cannot be one, before anything is asked. */
export function toEdition(src: string, release: string, asOf: string): Edition {
  if (release && asOf) throw new Error('Use release or as-of, not both.');
  if (release && !isRelease(release)) throw new Error(`release="${release}" is not valid. Write one as "2026-11-24.1".`);
  if (asOf && !/^\d{4}-\d\d-\d\d$/.test(asOf)) throw new Error(`as-of="${asOf}" is not valid. Write one as "2026-11-24".`);
  return { origin: src ? toOrigin(src) : SCRIPT_ORIGIN, release, asOf };
}

/** Whether it follows what is published, or stays at a release or a day. */
export function isLive({ release, asOf }: Omit<Edition, 'origin'>): boolean {
  return !release && !asOf;
}

/** Only releases have frozen files; a draft, whose id ends otherwise, has none. */
export function isRelease(id: string): boolean {
  return /^\d{4}-\d\d-\d\d\.\d+$/.test(id);
}

/** An address with a path is taken too, for a copy that is not served at the root. */
function toOrigin(src: string): string {
  if (!/^https?:\/\/[^/?#\s]/i.test(src)) {
    throw new Error(`src="${src}" is not valid. Write one as "https://data.example.org".`);
  }
  const { origin, pathname } = new URL(src);
  return origin + pathname.replace(/\/+$/, '');
}
