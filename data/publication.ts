import { toCurrent } from './current.ts';
import { type Frozen, toContent, toFrozenFiles } from './frozen.ts';
import { toHistoryFiles } from './history-site.ts';
import type { Dataset } from './read.ts';
import type { Computed, Release, ServedFile } from './release.ts';
import { type Assets, toSiteFiles } from './site.ts';

/** Everything that is served: the release files that are current, those of every release, and the site. */
export type Publication = { release: Release; files: readonly ServedFile[] };

/** Puts together what is served from the tables, the releases so far (oldest first) and the assets. Pure. */
export function toPublication(dataset: Dataset, computed: Computed, releases: readonly Frozen[], assets: Assets): Publication {
  const { release, files } = toCurrent(dataset, computed, releases);
  const contents = releases.map(toContent);
  return {
    release,
    files: [
      ...files,
      ...toFrozenFiles(releases),
      ...toHistoryFiles(dataset, release, releases, contents),
      ...toSiteFiles(dataset, computed, release, assets),
    ],
  };
}
