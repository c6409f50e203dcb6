import { blobKey, type Manifest, type Pointer } from '../keys.ts';
import { type VersionsAnswer, versionPath } from '../versions.ts';
import { readIntact } from './intact.ts';
import type { Namespace } from './namespace.ts';
import { readLog } from './pointer.ts';
import { readManifest } from './read-manifest.ts';

/**
 * What a manifest would change although it is frozen: a release file of a release that was published before, any file under
 * `/releases/` that ever was served, also by a release that was rolled back since, and the files of a frozen version of the element.
 * A sentence each; none when it may be pushed. Pages, feed and what is not frozen of the element may change while their release
 * stays. `names` are all keys that there are.
 */
export async function findFrozenChanges(
  namespace: Namespace,
  manifest: Manifest,
  before: Pointer | undefined,
  names: readonly string[],
): Promise<string[]> {
  const published = await readNewest(namespace, before, names);
  const same = published.find(({ release }) => release === manifest.release);
  const versions = await Promise.all(published.map((old) => readFrozenVersions(namespace, old)));
  const sentences = new Set([
    ...(same === undefined ? [] : compare(same, manifest, ({ part }) => part === 'release', manifest.release)),
    ...published.flatMap((old, index) =>
      changed(old, manifest, ({ path }) => path.startsWith('/releases/') || versions[index]?.has(path) === true),
    ),
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

/** The addresses of the versions that were frozen when a manifest was made. */
async function readFrozenVersions(namespace: Namespace, { files }: Manifest): Promise<ReadonlySet<string>> {
  const list = files.find(({ path }) => path === '/versions.json');
  const bytes = list && (await readIntact(namespace, blobKey(list.sha256)));
  if (bytes === undefined) return new Set();
  const { versions } = JSON.parse(new TextDecoder().decode(bytes)) as VersionsAnswer;
  const frozen = versions.filter((version) => version.frozen !== null);
  return new Set(
    frozen.flatMap(({ version, integrity }) =>
      Object.keys(integrity).map((file) => versionPath(version, file as keyof typeof integrity)),
    ),
  );
}

/** Of every release that was ever published the newest manifest that can still be read. */
async function readNewest(namespace: Namespace, before: Pointer | undefined, names: readonly string[]): Promise<Manifest[]> {
  const pointers = [...(await readLog(namespace, names)).pointers, ...(before === undefined ? [] : [before])];
  const digests = [...new Set(pointers.toReversed().map(({ manifest }) => manifest))];
  // Asked for together, so that calls can be joined
  const manifests = await Promise.all(digests.map((sha256) => readManifest(namespace, sha256)));
  const newest = new Map<string, Manifest>();
  for (const manifest of manifests)
    if (manifest !== undefined && !newest.has(manifest.release)) newest.set(manifest.release, manifest);
  return [...newest.values()];
}
