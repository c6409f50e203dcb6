import { toColumnarFiles } from './columnar-files.ts';
import { toContent, toDraftContent } from './content.ts';
import { toCurrent } from './current.ts';
import { toFeedFiles } from './feed-site.ts';
import { type Frozen, toFrozenFiles } from './frozen.ts';
import { toHistoryFiles } from './history-site.ts';
import { toPackages } from './packages.ts';
import type { Dataset } from './read.ts';
import { type Computed, type Release, type ServedFile, toTablesFile } from './release.ts';
import { type Assets, toSiteFiles } from './site.ts';

/** Everything that is served: the release files that are current, those of every release, and the site. */
export type Publication = { release: Release; files: readonly ServedFile[] };

/** Puts together what is served from the tables, the releases so far (oldest first) and the assets. Pure. */
export async function toPublication(
  dataset: Dataset,
  computed: Computed,
  releases: readonly Frozen[],
  assets: Assets,
): Promise<Publication> {
  const { release, files } = toCurrent(dataset, computed, releases);
  const released = [...files, ...toFrozenFiles(releases)];
  const contents = releases.map(toContent);
  const packages = await toPackages(dataset, computed, release, files);
  return {
    release,
    files: [
      ...released,
      ...(await toColumnarFiles(released)),
      toTablesFile(dataset, release, releases[0]?.release ?? release),
      ...toHistoryFiles(dataset, release, releases, contents),
      // Without any release the feed shows the facts of the draft, so that it can be looked at before the first one
      ...toFeedFiles(contents.length > 0 ? contents : [toDraftContent(release, files)], dataset.description),
      ...packages.files,
      ...toSiteFiles(dataset, computed, release, assets, packages.described),
    ],
  };
}
