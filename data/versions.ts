import { CSS_TYPE, JAVASCRIPT_TYPE } from './media-types.ts';
import type { ServedFile } from './release.ts';
import { toSiteFile } from './site-file.ts';

/** The files of the element that pages elsewhere load, with their media types. */
export const ELEMENT_FILES = { 'xizang-trade.js': JAVASCRIPT_TYPE, 'xizang-trade.css': CSS_TYPE } as const;
export type ElementFile = keyof typeof ELEMENT_FILES;

/** What `integrity` attributes say of each file of a version: `sha384-…` (https://www.w3.org/TR/SRI/). */
export type Integrity = Readonly<Record<ElementFile, string>>;

/** A version of the element. `frozen` is the day from which its bytes stay; `null` while it is still being made. */
export type Version = { version: string; frozen: string | null; integrity: Integrity };

/** A version with its bytes, as text. */
export type VersionBuild = Version & { files: Readonly<Record<ElementFile, string>> };

/** The answer of `/versions.json`: every version that is served, oldest first. */
export type VersionsAnswer = { current: string; versions: readonly Version[] };

/** Where a file of a version is. */
export function versionPath(version: string, file: ElementFile): string {
  return `/v${version}/${file}`;
}

/** Every version under its own address, and the list of them. The last one is that of this build. */
export function toVersionFiles(builds: readonly VersionBuild[]): ServedFile[] {
  const answer: VersionsAnswer = {
    current: currentVersion(builds).version,
    versions: builds.map(({ files: _, ...version }) => version),
  };
  return [
    ...builds.flatMap(({ version, files }) =>
      Object.entries(ELEMENT_FILES).map(([file, type]) =>
        toSiteFile(versionPath(version, file as ElementFile), type, files[file as ElementFile]),
      ),
    ),
    toSiteFile('/versions.json', 'application/json; charset=utf-8', `${JSON.stringify(answer, null, 1)}\n`),
  ];
}

/** The version that snippets name: the newest. */
export function currentVersion<Of extends Version>(versions: readonly Of[]): Of {
  const last = versions.at(-1);
  if (last === undefined) throw new Error('There is no version of the element. package.json names the one that is built.');
  return last;
}

/** The integrity of each file, over the bytes that are served. */
export async function toIntegrity(files: VersionBuild['files']): Promise<Integrity> {
  const entries = Object.entries(files).map(async ([file, text]) => {
    const hash = await crypto.subtle.digest('SHA-384', new TextEncoder().encode(text));
    return [file, `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Integrity;
}
