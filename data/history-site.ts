import { countClasses } from './changes.ts';
import type { Content } from './content.ts';
import { type Head, JSON_TYPE, toJsonList } from './formats/json.ts';
import type { Frozen } from './frozen.ts';
import { toFactChanges, toHistoryRow } from './history.ts';
import type { Dataset } from './read.ts';
import { headOf, type Release, type ServedFile } from './release.ts';
import type { ChangeClass } from './schema.ts';
import { toSiteFile } from './site-file.ts';

/** A release as `/releases.json` lists it. */
export type ReleaseRow = Release & {
  previous: string | null;
  note: string;
  /** Observations by class of change, and facts. */
  changes: Record<ChangeClass, number>;
  facts: Record<ChangeClass, number>;
  files: readonly { path: string; type: string; size: number; rows?: number | undefined; sha256: string }[];
};
export type ReleasesAnswer = Head & { count: number; releases: readonly ReleaseRow[] };

/** What is told of the past: all releases, newest first, and every change of a fact, oldest first. Made of frozen files alone. */
export function toHistoryFiles(
  dataset: Dataset,
  current: Release,
  releases: readonly Frozen[],
  contents: readonly Content[],
): ServedFile[] {
  const head = headOf(dataset, current);
  const factChanges = toFactChanges(contents);
  const rows = releases.map(({ release }, index): ReleaseRow => {
    const { id, released, previous, note, files } = release;
    return {
      id,
      released,
      previous,
      note,
      changes: countClasses(contents[index]?.changes ?? []),
      facts: countClasses(factChanges.filter((change) => change.release.id === id)),
      files: files.map((file) => ({ ...file, path: `/releases/${id}/${file.path}` })),
    };
  });
  return [toList('releases', head, rows.toReversed()), toList('history', head, factChanges.map(toHistoryRow))];
}

function toList(name: string, head: Head, list: readonly unknown[]): ServedFile {
  return { ...toSiteFile(`/${name}.json`, JSON_TYPE, toJsonList(name, head, list)), rows: list.length };
}
