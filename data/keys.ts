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

/** An isolate reads the pointer, the manifest, so many hot files and their codings before a release goes live: ten values in all. */
export const MAX_HOT_FILES = 7;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `2026-11-23.1`; tables ahead of their release carry `+draft` and may be served, but not pushed. */
export const ReleaseId = z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d+(\+draft)?$/);

/** A release that was made, unlike a draft. */
export const FrozenId = z.string().regex(/^\d{4}-\d{2}-\d{2}\.[1-9]\d*$/);

/**
 * One pointer a second for thirty years. What is far above was never published: were it taken, nothing could follow it, for a seq that is
 * no safe integer does not grow.
 */
export const MAX_SEQ = 1_000_000_000;

/** Names the manifest that is served. `seq` only grows: a rollback is a new seq that points at an old manifest. */
export const Pointer = z.strictObject({
  schema: z.literal(1),
  seq: z.int().nonnegative().max(MAX_SEQ),
  release: ReleaseId,
  manifest: Sha256,
  previous: Sha256.nullable(),
  /** When this pointer was written (UTC, seconds): the Last-Modified of every current URL. */
  published: z.iso.datetime({ precision: 0 }),
});
export type Pointer = z.infer<typeof Pointer>;

/** The content codings (RFC 9110, 8.4.1) in which files are stored beside their own bytes, the one that we prefer first. */
export const codings = ['br', 'gzip'] as const;
export type Coding = (typeof codings)[number];

/** A blob: its name, and its size in bytes. */
const Blob = z.strictObject({ sha256: Sha256, size: z.int().nonnegative() });
export type Blob = z.infer<typeof Blob>;

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
  /** The same bytes, encoded, where that makes them smaller. They may change while the release stays, like the site. */
  codings: z.strictObject({ br: Blob.optional(), gzip: Blob.optional() }).optional(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

/**
 * The complete list of what one release serves. Schema 1 was written before there were codings; a Worker of that time does not
 * take schema 2, and keeps the release that it has.
 */
export const Manifest = z.strictObject({
  schema: z.literal([1, 2]),
  release: ReleaseId,
  /** UTC, seconds. Every date inside the files comes from here. */
  released: z.iso.datetime({ precision: 0 }),
  files: z.array(ManifestFile),
  /** The codings of all hot files in one blob, so that one read brings them: in the order of `files` and of `codings`. */
  hot_codings: Blob.optional(),
  /** Every release whose files are served under `/releases/{id}/`, oldest first. */
  releases: z.array(z.strictObject({ id: FrozenId, released: z.iso.datetime({ precision: 0 }) })),
});
export type Manifest = z.infer<typeof Manifest>;

/** The codings that a file has. */
export function codingsOf({ codings: has = {} }: Pick<ManifestFile, 'codings'>): (Blob & { coding: Coding })[] {
  return codings.flatMap((coding) => (has[coding] === undefined ? [] : [{ coding, ...has[coding] }]));
}

/** Every blob that a manifest needs, once, with what it is the bytes of: files, their codings, and those of hot files in one. */
export function blobsOf({ files, hot_codings }: Pick<Manifest, 'files' | 'hot_codings'>): (Blob & { of: string[] })[] {
  const named = [
    ...files.map((file) => ({ ...file, of: file.path })),
    ...files
      .filter(({ hot }) => !hot)
      .flatMap((file) => codingsOf(file).map((coded) => ({ ...coded, of: `${file.path} in ${coded.coding}` }))),
    ...(hot_codings === undefined ? [] : [{ ...hot_codings, of: 'the codings of hot files' }]),
  ];
  const byDigest = Map.groupBy(named, ({ sha256 }) => sha256);
  return [...byDigest].map(([sha256, blobs]) => ({ sha256, size: blobs[0]?.size ?? 0, of: blobs.map(({ of }) => of) }));
}
