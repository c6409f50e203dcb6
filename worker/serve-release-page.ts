import type { Context } from 'hono';
import type { FactsAnswer } from '../data/fact.ts';
import type { HistoryRow } from '../data/history.ts';
import type { ReleasesAnswer } from '../data/history-site.ts';
import { toPictured } from '../data/pages/head.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { toReleasePage } from '../data/pages/release.ts';
import type { PublishedChange } from '../data/published.ts';
import type { Description } from '../data/schema.ts';
import { type App, openRelease } from './context.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respond } from './respond.ts';
import { slice, toBody } from './slice.ts';

/** The page of a release: `/releases/2026-11-24.1/` and the same under `/zh/`. */
export async function serveReleasePage(context: Context<App>): Promise<Response> {
  const { path } = context.req;
  const id = path.split('/').at(-2) ?? '';
  const found = await openRelease(context, id);
  if (found === undefined) return respondNotFound(path);
  const { opened } = found;
  const body = await slice(opened, path, async () => {
    const [{ releases }, { changes }, { history }, description, frozen] = await Promise.all([
      readJson<ReleasesAnswer>(opened, '/releases.json'),
      readJson<{ changes: readonly PublishedChange[] }>(opened, `/releases/${id}/changes.json`),
      readJson<{ history: readonly HistoryRow[] }>(opened, '/history.json'),
      readJson<Description>(opened, '/dataset.json'),
      readJson<FactsAnswer>(opened, `/releases/${id}/facts.json`),
    ]);
    const release = releases.find((row) => row.id === id);
    if (release === undefined) throw new Error(`/releases.json has no ${id}, which the manifest names.`);
    const facts = history.filter((row) => row.release === id);
    const pictured = toPictured(frozen.facts);
    const language = path.startsWith('/zh/') ? 'zh' : 'en';
    return toBody(toReleasePage({ release, changes, facts, pictured }, description, language), HTML_TYPE);
  });
  return respond(context.req.raw, body, opened.serving);
}
