import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readBuilt } from '../../data/commands/read-built.ts';
import { blobKey } from '../../data/keys.ts';
import { type Bundle, toBundle } from '../../data/manifest.ts';

export const built = () => readBuilt(join(import.meta.dirname, '../../dist'));

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * A later release in which every file that names its release names this one, and `other` may replace the bytes of a file. The
 * frozen files of releases before stay.
 */
export async function later(
  { manifest, values }: Bundle,
  id: string,
  other: (path: string) => string | undefined = () => undefined,
): Promise<Bundle> {
  const files = manifest.files.map(({ path, sha256, size: _, codings: __, ...file }) => {
    const bytes = values.get(blobKey(sha256)) ?? new Uint8Array();
    const text = other(path) ?? (isText(path) ? Buffer.from(bytes).toString().replaceAll(manifest.release, id) : undefined);
    return { path, ...file, bytes: text === undefined ? bytes : new TextEncoder().encode(marked(path, text, id)) };
  });
  return toBundle({ id, released: `${id.slice(0, 10)}T00:00:00Z` }, files, manifest.releases);
}

/** The tables do not name their release, so that one has another line end: no byte of a reader's table is that of another release. */
function marked(path: string, text: string, id: string): string {
  return path.endsWith('.csv') && text.endsWith('\r\n') ? text.replace(/\r\n$/, `${id}\r\n`) : text;
}

function isText(path: string): boolean {
  return !/^\/(releases|feed)\//.test(path) && !/\.(parquet|xlsx|zip)$/.test(path);
}
