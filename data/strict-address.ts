/** Data, but for feeds, citations and what consumers of oEmbed ask for. */
const STRICT = /(?<!^\/feed|^\/oembed|\.csl)\.(csv|json|ndjson|parquet|xlsx|zip)$/;

/**
 * Whether an unknown parameter is an error at this path: at the addresses of data, where a misspelt filter must not pass for the whole.
 * Everything else is linked, shared or embedded with anything behind it (WordPress adds `?ver=`), and ignores what it does not know.
 */
export function isStrict(path: string): boolean {
  return STRICT.test(path);
}
