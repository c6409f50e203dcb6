import type { ManifestFile } from '../data/keys.ts';
import { acceptable, acceptEncodingOf } from './accept-encoding.ts';
import type { Opened } from './context.ts';
import { log } from './log.ts';
import type { Coded, Described } from './prepare.ts';
import type { Choice, Read } from './respond.ts';
import { UnavailableError } from './store.ts';

/** A file of a release in the codings that the client takes; `fileName` is the name to save it by. */
export function choose(request: Request, opened: Opened, file: ManifestFile, fileName?: string): Choice {
  const has = file.codings ?? {};
  const identity: Coded = { coding: 'identity', sha256: file.sha256, size: file.size };
  const coded = acceptable(acceptEncodingOf(request), has).map((coding) => {
    const blob = coding === 'identity' ? undefined : has[coding];
    return blob === undefined ? identity : { coding, ...blob };
  });
  return { described: describe(file, fileName), coded, read: (wanted) => read(opened, file, wanted, identity) };
}

/** By the entry of the manifest: there is another one with each release, and for each address of the same bytes. */
const known = new WeakMap<ManifestFile, Described>();

function describe(file: ManifestFile, fileName: string | undefined): Described {
  const described = known.get(file) ?? { type: file.type, rows: file.rows, ...(fileName === undefined ? {} : { fileName }) };
  known.set(file, described);
  return described;
}

/** Any copy beats an error: where no copy has the coding, the file itself will do. */
async function read({ store, copies, serving }: Opened, file: ManifestFile, wanted: Coded, identity: Coded): Promise<Read> {
  const bytesOf = ({ sha256 }: Coded) => store.read(copies, serving, { ...file, sha256 });
  try {
    return { bytes: await bytesOf(wanted), coded: wanted };
  } catch (error) {
    if (!(error instanceof UnavailableError) || wanted.coding === 'identity') throw error;
    log('coding-missing', { path: file.path, coding: wanted.coding });
    return { bytes: await bytesOf(identity), coded: identity };
  }
}
