import type { Manifest, Pointer } from '../keys.ts';
import type { Namespace } from './namespace.ts';
import { readLog } from './pointer.ts';
import { readManifest } from './read-manifest.ts';

/**
 * What a manifest would change although it is frozen: a release file of a release that was published before, and a file under
 * `/releases/` that is served now. A sentence each; none when it may be pushed. Pages, feed and element may change while their
 * release stays. `names` are all keys that there are.
 */
export async function findFrozenChanges(
  namespace: Namespace,
  manifest: Manifest,
  before: Pointer | undefined,
  names: readonly string[],
): Promise<string[]> {
  const [published, served] = await Promise.all([
    readNewest(namespace, manifest.release, before, names),
    before && readManifest(namespace, before.manifest),
  ]);
  const sentences = new Set([
    ...(published === undefined ? [] : compare(published, manifest, ({ part }) => part === 'release', manifest.release)),
    ...(served === undefined ? [] : changed(served, manifest, ({ path }) => path.startsWith('/releases/'))),
  ]);
  return [...sentences];
}

type Chosen = (file: Manifest['files'][number]) => boolean;

/** Changed and missing files, and those that a frozen release did not have. */
function compare(old: Manifest, next: Manifest, chosen: Chosen, release: string): string[] {
  const known = new Set(old.files.map(({ path }) => path));
  const added = next.files.filter((file) => chosen(file) && !known.has(file.path));
  return [...changed(old, next, chosen), ...added.map(({ path }) => `${path} was not in ${release} when it was published.`)];
}

function changed(old: Manifest, next: Manifest, chosen: Chosen): string[] {
  const now = new Map(next.files.map((file) => [file.path, file]));
  return old.files.filter(chosen).flatMap(({ path, sha256 }) => {
    const file = now.get(path);
    if (file === undefined) return [`${path} was published in ${old.release}, and is missing.`];
    return file.sha256 === sha256 ? [] : [`${path} was published in ${old.release} with other bytes (SHA-256 ${sha256}).`];
  });
}

/** The newest manifest that was published for a release and can still be read. */
async function readNewest(
  namespace: Namespace,
  release: string,
  before: Pointer | undefined,
  names: readonly string[],
): Promise<Manifest | undefined> {
  const pointers = [...(await readLog(namespace, names)).pointers, ...(before === undefined ? [] : [before])];
  for (const { manifest } of pointers.filter((pointer) => pointer.release === release).toReversed()) {
    const found = await readManifest(namespace, manifest);
    if (found !== undefined) return found;
  }
  return undefined;
}
