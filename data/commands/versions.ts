import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { blobKey } from '../keys.ts';
import type { Bundle } from '../manifest.ts';
import {
  currentVersion,
  ELEMENT_FILES,
  type ElementFile,
  toIntegrity,
  type VersionBuild,
  type VersionsAnswer,
  versionPath,
} from '../versions.ts';
import { PublishingError } from './namespace.ts';
import { ROOT } from './tables.ts';

/** Where frozen versions of the element lie: a folder each, and what was written down when they were frozen. */
const VERSIONS = process.env.VERSIONS ?? join(ROOT, 'widget/versions');
const LIST = 'integrity.json';

const Frozen = z.record(
  z.string().regex(/^\d+\.\d+\.\d+$/),
  z.strictObject({
    frozen: z.iso.date(),
    integrity: z.record(z.enum(Object.keys(ELEMENT_FILES) as ElementFile[]), z.string().regex(/^sha384-[A-Za-z0-9+/]{64}$/)),
  }),
);
type Frozen = z.infer<typeof Frozen>;

/** The version that package.json names: the one that is built. */
export function readPackageVersion(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Reads every frozen version, oldest first, and compares its bytes with what was written down. */
export async function readVersions(folder = VERSIONS): Promise<VersionBuild[]> {
  const list = readList(folder);
  const folders = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d/.test(name)) : [];
  const unlisted = folders.filter((name) => list[name] === undefined);
  if (unlisted.length > 0)
    throw new PublishingError(
      `${folder} holds ${unlisted.join(', ')}, which ${LIST} does not name. Restore the folder from git.`,
    );
  const builds = Object.entries(list).map(async ([version, { frozen, integrity }]) => {
    const files = Object.fromEntries(
      Object.keys(ELEMENT_FILES).map((file) => [file, readText(join(folder, version, file))]),
    ) as VersionBuild['files'];
    const found = await toIntegrity(files);
    for (const file of Object.keys(ELEMENT_FILES) as ElementFile[]) {
      if (found[file] !== integrity[file])
        throw new PublishingError(
          `${join(folder, version, file)} has the integrity ${found[file]}, not ${integrity[file]} as when it was frozen. Pages would refuse it; restore it from git.`,
        );
    }
    return { version, frozen, integrity: found, files };
  });
  return (await Promise.all(builds)).toSorted((a, b) => compareVersions(a.version, b.version));
}

/**
 * All that are served: the frozen versions, and behind them the one that is built now, where it is not frozen yet. A build that
 * differs from the frozen version of its number is not served under that number.
 */
export function toServedVersions(frozen: readonly VersionBuild[], built: Omit<VersionBuild, 'frozen'>): VersionBuild[] {
  const newest = frozen.at(-1);
  if (frozen.some(({ version }) => version === built.version)) return [...frozen];
  if (newest !== undefined && compareVersions(built.version, newest.version) < 0)
    throw new PublishingError(
      `package.json has the version ${built.version}, but ${newest.version} is frozen already. Raise it above that.`,
    );
  return [...frozen, { ...built, frozen: null }];
}

/** Freezes what was built under its number, for ever: a second build under the same number is refused. */
export function freezeVersion(
  frozen: readonly VersionBuild[],
  built: Omit<VersionBuild, 'frozen'>,
  day: string,
  folder = VERSIONS,
): 'frozen' | 'unchanged' {
  if (assertFrozenAs(frozen, built) === 'frozen') return 'unchanged';
  toServedVersions(frozen, built);
  mkdirSync(join(folder, built.version), { recursive: true });
  for (const [file, text] of Object.entries(built.files)) writeFileSync(join(folder, built.version, file), text);
  const list: Frozen = { ...readList(folder), [built.version]: { frozen: day, integrity: built.integrity } };
  writeFileSync(join(folder, LIST), `${JSON.stringify(list, null, 2)}\n`);
  return 'frozen';
}

/** Throws when what was built is not what its number was frozen with. */
export function assertFrozenAs(frozen: readonly VersionBuild[], built: Omit<VersionBuild, 'frozen'>): 'frozen' | 'open' {
  const same = frozen.find(({ version }) => version === built.version);
  if (same === undefined) return 'open';
  const changed = Object.keys(ELEMENT_FILES).filter(
    (file) => same.files[file as ElementFile] !== built.files[file as ElementFile],
  );
  if (changed.length > 0)
    throw new PublishingError(
      `${changed.join(' and ')} changed since version ${built.version} was frozen on ${same.frozen}, and pages hold its integrity. Raise the version in package.json, run npm run freeze-element, and commit widget/versions/.`,
    );
  return 'frozen';
}

/** A deploy serves no version that may still change, nor an element that differs from the version it passes for. */
export function assertFrozenElement({ manifest, values }: Bundle): void {
  const digestOf = (path: string) => manifest.files.find((file) => file.path === path)?.sha256 ?? '';
  const list = values.get(blobKey(digestOf('/versions.json')));
  if (list === undefined) throw new PublishingError('The build has no /versions.json. Run npm run build.');
  const answer = JSON.parse(new TextDecoder().decode(list)) as VersionsAnswer;
  const { version, frozen } = currentVersion(answer.versions);
  if (frozen === null)
    throw new PublishingError(
      `Version ${version} of the element is not frozen yet, so pages could not rely on its integrity. Run npm run freeze-element and commit widget/versions/.`,
    );
  for (const file of Object.keys(ELEMENT_FILES) as ElementFile[]) {
    if (digestOf(`/${file}`) !== digestOf(versionPath(version, file)))
      throw new PublishingError(
        `/${file} is not what version ${version} was frozen with. Raise the version in package.json and run npm run freeze-element.`,
      );
  }
}

function readList(folder: string): Frozen {
  const file = join(folder, LIST);
  if (!existsSync(file)) return {};
  const parsed = Frozen.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success)
    throw new PublishingError(`${file} does not have its shape: ${z.prettifyError(parsed.error)} Restore it from git.`);
  return parsed.data;
}

function readText(file: string): string {
  if (!existsSync(file)) throw new PublishingError(`${file} is not there, though ${LIST} names it. Restore it from git.`);
  return readFileSync(file, 'utf8');
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const place = [0, 1, 2].find((index) => left?.[index] !== right?.[index]);
  return place === undefined ? 0 : (left?.[place] ?? 0) - (right?.[place] ?? 0);
}
