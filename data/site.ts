import { JSON_TYPE } from './formats/json.ts';
import { HTML_TYPE } from './pages/html.ts';
import { toLandingPage } from './pages/landing.ts';
import type { Dataset } from './read.ts';
import type { Computed, Release, ServedFile } from './release.ts';

/** What the site needs and the tables do not hold: the built element, the style sheets and the icon, as text. */
export type Assets = { element: string; cardStyle: string; pageStyle: string; icon: string };

const CSS = 'text/css; charset=utf-8';

/** The site files: pages, element. They hold addresses, are made of the current release, and may change while it stays. */
export function toSiteFiles(dataset: Dataset, { observations, facts }: Computed, release: Release, assets: Assets): ServedFile[] {
  const derived = observations.filter(({ status }) => status === 'derived').length;
  const counts = { claims: dataset.claims.rows.length, stated: observations.length - derived, derived };
  const page = { description: dataset.description, facts, release, counts };
  return [
    toFile('/', HTML_TYPE, toLandingPage(page, 'en'), true),
    toFile('/zh/', HTML_TYPE, toLandingPage(page, 'zh'), true),
    toFile('/dataset.json', JSON_TYPE, `${JSON.stringify(dataset.description, null, 2)}\n`, false),
    toFile('/xizang-trade.js', 'text/javascript; charset=utf-8', assets.element, true),
    toFile('/xizang-trade.css', CSS, assets.cardStyle, true),
    toFile('/page.css', CSS, assets.pageStyle, false),
    toFile('/icon.svg', 'image/svg+xml', assets.icon, false),
  ];
}

function toFile(path: string, type: string, text: string, hot: boolean): ServedFile {
  return { path, type, part: 'site', hot, bytes: new TextEncoder().encode(text) };
}
