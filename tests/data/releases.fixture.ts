import type { Released } from '../../data/commands/verify.ts';
import { type Bundle, digest, toBundle } from '../../data/manifest.ts';
import type { ServedFile } from '../../data/release.ts';

/** Two releases that can be read here: 100 yuan, then 101. */
export const FIRST = '2026-05-04.1';
export const SECOND = '2026-05-05.1';
const VALUES = { [FIRST]: '100', [SECOND]: '101' };

/** Every byte there is, so that nothing that takes it for text can bring it back. */
const PICTURE = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** The first release as it is pushed: its file, also under its frozen address, a page and a picture. */
export function firstRelease(page = 'one'): Promise<Bundle> {
  return toBundle({ id: FIRST, released: '2026-05-04T00:00:00Z' }, [
    ...releaseFiles(FIRST),
    served(`/releases/${FIRST}/observations.csv`, csvOf(FIRST)),
    ...siteFiles(page),
  ]);
}

/** The second one, which goes on serving the first under its frozen address. `first` alters what it says of that. */
export function secondRelease(page = 'two', first = csvOf(FIRST)): Promise<Bundle> {
  return toBundle({ id: SECOND, released: '2026-05-05T00:00:00Z' }, [
    ...releaseFiles(SECOND),
    served(`/releases/${FIRST}/observations.csv`, first),
    served(`/releases/${SECOND}/observations.csv`, csvOf(SECOND)),
    ...siteFiles(page),
  ]);
}

/** Both as they stand in git. */
export async function frozenReleases(): Promise<Released[]> {
  return await Promise.all(
    ([FIRST, SECOND] as const).map(async (id) => {
      const bytes = csvOf(id);
      return { id, files: [{ path: 'observations.csv', size: bytes.length, sha256: await digest(bytes) }] };
    }),
  );
}

export function csvOf(id: typeof FIRST | typeof SECOND): Uint8Array {
  return new TextEncoder().encode(`value\r\n${VALUES[id]}\r\n`);
}

function releaseFiles(id: typeof FIRST | typeof SECOND): ServedFile[] {
  return [{ ...served('/observations.csv', csvOf(id)), hot: true }];
}

function siteFiles(page: string): ServedFile[] {
  const html = new TextEncoder().encode(`<!doctype html><title>${page}</title>`);
  return [
    { path: '/', type: 'text/html', part: 'site', hot: true, bytes: html },
    { path: '/picture.png', type: 'image/png', part: 'site', hot: false, bytes: PICTURE },
  ];
}

function served(path: string, bytes: Uint8Array): ServedFile {
  return { path, type: 'text/csv', part: 'release', hot: false, bytes };
}
