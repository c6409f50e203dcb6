import { blobKey, blobsOf, type Manifest } from '../keys.ts';
import type { Bundle } from '../manifest.ts';
import { findDamaged, portion } from './intact.ts';
import type { Namespace } from './namespace.ts';
import { readLog, readPointer } from './pointer.ts';
import { readManifest } from './read-manifest.ts';

/** What verifying found: a failure, or a difference that may be meant, such as a draft. A sentence each, with what to do. */
export type Finding = { kind: 'failure' | 'difference'; text: string };

/** A release as it stands in git; `readReleases` has compared the bytes of its files with these digests. */
export type Released = { id: string; files: readonly { path: string; size: number; sha256: string }[] };

/**
 * Compares what KV serves with git: the current pointer and all that its manifest names, every file of every frozen release, and
 * the newest release with `built`, which was made from the tables just now. Nothing is written.
 */
export async function verify(namespace: Namespace, releases: readonly Released[], built: Bundle): Promise<Finding[]> {
  const pointer = await readPointer(namespace);
  if (pointer === undefined) return [...compareBuilt(releases, built), fail(`There is no pointer. ${PUSH}`)];
  const manifest = await readManifest(namespace, pointer.manifest);
  if (manifest === undefined) {
    const text = `The manifest of ${pointer.release}, which pointer ${pointer.seq} names, is missing or damaged. ${PUSH}`;
    return [...compareBuilt(releases, built), fail(text)];
  }
  return [
    ...compareBuilt(releases, built),
    ...compareServed(releases, manifest),
    ...(await compareBlobs(namespace, releases, manifest)),
    ...comparePointer(pointer, built),
  ];
}

const PUSH = 'Run npm run push, which writes it again.';

const fail = (text: string): Finding => ({ kind: 'failure', text });

/** The newest frozen release against the build of the tables. */
function compareBuilt(releases: readonly Released[], { manifest }: Bundle): Finding[] {
  const newest = releases.at(-1);
  if (newest === undefined) return [{ kind: 'difference', text: 'Nothing is released yet: data/releases/ is empty.' }];
  const rebuilt = new Map(manifest.files.filter(({ part }) => part === 'release').map((file) => [file.path, file.sha256]));
  const differing = newest.files.filter(({ path, sha256 }) => rebuilt.get(`/${path}`) !== sha256).map(({ path }) => path);
  if (manifest.release === newest.id)
    return differing.map((path) => fail(`${path} of ${newest.id} comes out of the tables with other bytes than were frozen.`));
  const what = differing.length === 0 ? 'no file differs' : `other bytes come out for ${differing.join(', ')}`;
  const text = `The tables are not those of ${newest.id}: they build as ${manifest.release}, and ${what}. npm run release shows the changes.`;
  return [{ kind: 'difference', text }];
}

/** What the served manifest says of the releases up to its own. */
function compareServed(releases: readonly Released[], manifest: Manifest): Finding[] {
  const served = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  const last = releases.findIndex(({ id }) => id === manifest.release);
  if (last === -1) {
    const text = `KV serves ${manifest.release}, which is not in data/releases/.`;
    return [{ kind: 'difference', text }];
  }
  return releases.slice(0, last + 1).flatMap(({ id, files }, index) =>
    files.flatMap(({ path, sha256 }) => {
      const addresses = [`/releases/${id}/${path}`, ...(index === last ? [`/${path}`] : [])];
      return addresses
        .filter((address) => served.get(address) !== sha256)
        .map((address) => fail(`${address} is not served with the bytes of data/releases/${id}/${path}. ${PUSH}`));
    }),
  );
}

/** The bytes in KV of everything that is served, and of every release up to the newest that was ever published there. */
async function compareBlobs(namespace: Namespace, releases: readonly Released[], manifest: Manifest): Promise<Finding[]> {
  const published = new Set([manifest.release, ...(await readLog(namespace)).pointers.map(({ release }) => release)]);
  const last = releases.findLastIndex(({ id }) => published.has(id));
  const frozen = releases
    .slice(0, last + 1)
    .flatMap(({ id, files }) => files.map(({ sha256, size, path }) => ({ sha256, size, of: [`/releases/${id}/${path}`] })));
  const byKey = Map.groupBy([...blobsOf(manifest), ...frozen], ({ sha256 }) => blobKey(sha256));
  const findings: Finding[] = [];
  for (const keys of portion([...byKey.keys()], (key) => byKey.get(key)?.[0]?.size ?? 0)) {
    for (const key of await findDamaged(namespace, keys)) {
      const names = [...new Set(byKey.get(key)?.flatMap(({ of }) => of))];
      findings.push(fail(`${names.join(' and ')}: ${key} is missing or damaged in KV. ${PUSH}`));
    }
  }
  return findings;
}

function comparePointer(
  { release, manifest, seq }: { release: string; manifest: string; seq: number },
  built: Bundle,
): Finding[] {
  if (manifest === built.pointer.manifest) return [];
  const same = release === built.manifest.release ? 'with other pages, feeds or packages' : `not ${built.manifest.release}`;
  return [{ kind: 'difference', text: `Pointer ${seq} serves ${release}, ${same}, unlike what is built here.` }];
}
