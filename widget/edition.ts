/** Which data an element shows: from where, and of which release or day. What is live has neither. */
export type Edition = { origin: string; release: string; asOf: string };

/** What the attributes `src`, `release` and `as-of` say; each may be empty. */
export type EditionAttributes = { src: string; release: string; asOf: string };

/** Where this script is from, and by default the data. In a constant, because Vite takes `new URL('…', import.meta.url)` for a file. */
const SCRIPT = import.meta.url;
export const SCRIPT_ORIGIN = new URL(SCRIPT).origin;

/** Attributes as an edition; throws with a remedy what cannot be one, before anything is asked. */
export function toEdition({ src, release, asOf }: EditionAttributes): Edition {
  if (release !== '' && asOf !== '') {
    throw new Error(
      `release="${release}" and as-of="${asOf}" do not go together: a release is what was known on its day. Remove one of them.`,
    );
  }
  if (release !== '' && !isRelease(release)) {
    throw new Error(`release="${release}" is no release. Write an id of /releases.json, such as release="2026-11-24.1".`);
  }
  if (asOf !== '' && !/^\d{4}-\d\d-\d\d$/.test(asOf)) {
    throw new Error(`as-of="${asOf}" is no day. Write it as as-of="2026-01-31".`);
  }
  return { origin: src === '' ? SCRIPT_ORIGIN : toOrigin(src), release, asOf };
}

/** Only releases have frozen files; a draft, whose id ends otherwise, has none. */
export function isRelease(id: string): boolean {
  return /^\d{4}-\d\d-\d\d\.\d+$/.test(id);
}

/** An address with a path is taken too, for a copy that is not served at the root. */
function toOrigin(src: string): string {
  const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Error(`src="${src}" is no web address. Write where the data is served, such as src="https://data.example.org".`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
