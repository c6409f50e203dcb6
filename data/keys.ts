import * as z from 'zod';

/**
 * The KV contract: what is stored under which key. Blobs and manifests are named by the SHA-256 of their bytes and never
 * change; `pointer/current` is the only key that does. The seed that is deployed with the Worker has the same keys.
 */
export const POINTER_KEY = 'pointer/current';
export const pointerLogKey = (seq: number) => `pointer/log/${seq}`;
export const blobKey = (sha256: string) => `blob/${sha256}`;
export const manifestKey = (sha256: string) => `manifest/${sha256}`;

/** A pointer is some 300 bytes; what is far longer is none. */
export const MAX_POINTER_BYTES = 1024;

/** An isolate reads the pointer, the manifest and so many hot files before a release goes live: ten values in all. */
export const MAX_HOT_FILES = 8;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `2026-11-23.1`; tables ahead of their release carry `+draft` and may be served, but not pushed. */
export const ReleaseId = z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d+(\+draft)?$/);

/** A release that was made, unlike a draft. */
export const FrozenId = z.string().regex(/^\d{4}-\d{2}-\d{2}\.[1-9]\d*$/);

/** Names the manifest that is served. `seq` only grows: a rollback is a new seq that points at an old manifest. */
export const Pointer = z.strictObject({
  schema: z.literal(1),
  seq: z.int().nonnegative(),
  release: ReleaseId,
  manifest: Sha256,
  previous: Sha256.nullable(),
  /** When this pointer was written (UTC, seconds): the Last-Modified of every current URL. */
  published: z.iso.datetime({ precision: 0 }),
});
export type Pointer = z.infer<typeof Pointer>;

/** One file as it is served. */
export const ManifestFile = z.strictObject({
  /** The path of its URL, such as `/observations.csv`; a page ends with a slash. */
  path: z.string().regex(/^\/[a-z0-9./-]*$/),
  sha256: Sha256,
  /** Bytes. */
  size: z.int().nonnegative(),
  type: z.string(),
  /** How many rows it has, where it is a list: the `Row-Count` of its answers. */
  rows: z.int().nonnegative().optional(),
  /** `release` files are frozen with their release; `site` files may change while it stays. */
  part: z.enum(['release', 'site']),
  /** Read before the release goes live; other files are read when they are asked for. */
  hot: z.boolean(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

/** The complete list of what one release serves. */
export const Manifest = z.strictObject({
  schema: z.literal(1),
  release: ReleaseId,
  /** UTC, seconds. Every date inside the files comes from here. */
  released: z.iso.datetime({ precision: 0 }),
  files: z.array(ManifestFile),
  /** Every release whose files are served under `/releases/{id}/`, oldest first. */
  releases: z.array(z.strictObject({ id: FrozenId, released: z.iso.datetime({ precision: 0 }) })),
});
export type Manifest = z.infer<typeof Manifest>;
