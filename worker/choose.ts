import { codingsOf, type ManifestFile } from '../data/keys.ts';
import { type AnyCoding, acceptable, acceptEncodingOf } from './accept-encoding.ts';
import type { Opened } from './context.ts';
import { log } from './log.ts';
import type { Coded, Described } from './prepare.ts';
import type { Choice, Read } from './respond.ts';
import { UnavailableError } from './store.ts';

/** A file of a release in the codings that the client takes; `nameOf` gives the name to save it by. */
export function choose(
  request: Request,
  opened: Opened,
  file: ManifestFile,
  nameOf: () => string | undefined = () => undefined,
): Choice {
  const { described, identity, ways } = known.get(file) ?? remember(file, nameOf());
  const coded = acceptable(acceptEncodingOf(request), ways).map((coding) => ways[coding] ?? identity);
  return { described, coded, identity, read: (wanted) => read(opened, file, wanted, identity) };
}

/** What is said of a file, and the ways to send it. */
type Sendable = { described: Described; identity: Coded; ways: Partial<Record<AnyCoding, Coded>> };

/** By the entry of the manifest: there is another one with each release, and for each address of the same bytes. */
const known = new WeakMap<ManifestFile, Sendable>();

function remember(file: ManifestFile, fileName: string | undefined): Sendable {
  const { type, rows, sha256, size } = file;
  const sendable = {
    described: { type, rows, ...(fileName === undefined ? {} : { fileName }) },
    identity: { coding: 'identity', sha256, size } as const,
    ways: Object.fromEntries(codingsOf(file).map((coded) => [coded.coding, coded])),
  };
  known.set(file, sendable);
  return sendable;
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
