/** What the platform binds to the Worker (wrangler.toml). */
export type Env = {
  /** The releases (data/keys.ts). */
  RELEASES: KVNamespace;
  /** The same keys as files, deployed with the Worker. */
  SEED: Fetcher;
};
