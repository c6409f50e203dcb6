import type { Described } from './described.ts';
import { toDiscoveryFiles } from './discovery.ts';
import { JSON_TYPE } from './formats/json.ts';
import { OPENAPI_TYPE, toOpenApi } from './formats/openapi.ts';
import { toSchemaOrg } from './formats/schema-org.ts';
import { CSS_TYPE, JAVASCRIPT_TYPE } from './media-types.ts';
import { toOperations } from './operations.ts';
import { toDocsPage } from './pages/docs.ts';
import { toGalleryPage } from './pages/embed.ts';
import { toPictured } from './pages/head.ts';
import { HTML_TYPE } from './pages/html.ts';
import { toLandingPage } from './pages/landing.ts';
import { toProblemsPage } from './pages/problems.ts';
import type { Dataset } from './read.ts';
import { type Computed, type Release, rowsOfTables, type ServedFile } from './release.ts';
import { toSiteFile as toFile } from './site-file.ts';
import { currentVersion, toVersionFiles, type VersionBuild } from './versions.ts';

/** What the site needs and the tables do not hold: the built element, its versions, style sheets, scripts and icon, as text. */
export type Assets = {
  element: VersionBuild['files'];
  versions: readonly VersionBuild[];
  pageStyle: string;
  copyScript: string;
  frameStyle: string;
  frameScript: string;
  embedScript: string;
  icon: string;
};

/** The site files: pages, element. They hold addresses, are made of the current release, and may change while it stays. */
export function toSiteFiles(
  dataset: Dataset,
  computed: Computed,
  release: Release,
  assets: Assets,
  described: Described,
): ServedFile[] {
  const { description } = dataset;
  const { observations, facts } = computed;
  const api = toOpenApi({ description, release, operations: toOperations(rowsOfTables(dataset, computed)) });
  const derived = observations.filter(({ status }) => status === 'derived').length;
  const counts = { claims: dataset.claims.rows.length, stated: observations.length - derived, derived };
  const version = currentVersion(assets.versions);
  const page = { description, facts, release, version, counts, structured: toSchemaOrg(described) };
  const pictured = toPictured(facts);
  const gallery = { facts, description, place: { origin: description.origin, version, release } };
  return [
    toFile('/', HTML_TYPE, toLandingPage(page, 'en'), true),
    toFile('/zh/', HTML_TYPE, toLandingPage(page, 'zh'), true),
    toFile('/embed', HTML_TYPE, toGalleryPage(gallery, 'en'), false),
    toFile('/zh/embed', HTML_TYPE, toGalleryPage(gallery, 'zh'), false),
    toFile('/problems', HTML_TYPE, toProblemsPage(description, 'en', pictured), false),
    toFile('/zh/problems', HTML_TYPE, toProblemsPage(description, 'zh', pictured), false),
    toFile('/openapi.json', OPENAPI_TYPE, `${JSON.stringify(api, null, 1)}\n`, false),
    toFile('/docs', HTML_TYPE, toDocsPage(api, description, pictured), false),
    toFile('/dataset.json', JSON_TYPE, `${JSON.stringify(description, null, 2)}\n`, false),
    toFile('/xizang-trade.js', JAVASCRIPT_TYPE, assets.element['xizang-trade.js'], true),
    toFile('/xizang-trade.css', CSS_TYPE, assets.element['xizang-trade.css'], true),
    toFile('/page.css', CSS_TYPE, assets.pageStyle, false),
    toFile('/icon.svg', 'image/svg+xml', assets.icon, false),
    toFile('/frame.css', CSS_TYPE, assets.frameStyle, false),
    toFile('/frame.js', JAVASCRIPT_TYPE, assets.frameScript, false),
    toFile('/embed.js', JAVASCRIPT_TYPE, assets.embedScript, false),
    toFile('/copy.js', JAVASCRIPT_TYPE, assets.copyScript, false),
    ...toVersionFiles(assets.versions),
    ...toDiscoveryFiles(described, facts),
  ];
}
