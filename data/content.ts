import type { Fact } from './fact.ts';
import { bytesOf, type Frozen } from './frozen.ts';
import type { PublishedChange } from './published.ts';
import type { Release, ServedFile } from './release.ts';
import type { Withdrawal } from './schema.ts';

/** What the history of facts is made of. */
export type Content = {
  release: Release & { note: string };
  facts: readonly Fact[];
  changes: readonly PublishedChange[];
  withdrawals: readonly Withdrawal[];
};

/** The parts of a release that its history is made of, from its JSON files. */
export function toContent({ release, bytes }: Frozen): Content {
  return readContent(release, bytes);
}

/** The same of a release that is not frozen yet. */
export function toDraftContent(release: Release, files: readonly ServedFile[]): Content {
  return readContent({ ...release, note: '' }, new Map(files.map(({ path, bytes }) => [path.slice(1), bytes])));
}

function readContent(release: Content['release'], bytes: Frozen['bytes']): Content {
  const list = (name: string) => JSON.parse(new TextDecoder().decode(bytesOf(bytes, `${name}.json`, release.id)))[name];
  return { release, facts: list('facts'), changes: list('changes'), withdrawals: list('withdrawals') };
}
