import type { WithdrawnFact } from '../data/fact.ts';
import type { HistoryRow } from '../data/history.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { toWithdrawnPage } from '../data/pages/withdrawn.ts';
import type { Description } from '../data/schema.ts';
import { toWordedDay } from '../data/worded-day.ts';
import type { Opened } from './context.ts';
import { readJson } from './read-json.ts';
import { respondNotFound } from './refusals.ts';
import { respondProblem, respondUncached } from './respond.ts';

/** Every release in which a fact changed, oldest first; none for a fact that never was in one. */
export async function historyOf(opened: Opened, fact: string): Promise<HistoryRow[]> {
  const { history } = await readJson<{ history: readonly HistoryRow[] }>(opened, '/history.json');
  return history.filter((row) => row.fact === fact);
}

/** Those of these facts that are shown no longer, with what happened to them. */
export async function withdrawnAmong(opened: Opened, facts: readonly string[]): Promise<WithdrawnFact[]> {
  const { history } = await readJson<{ history: readonly HistoryRow[] }>(opened, '/history.json');
  return facts.flatMap((fact) => {
    const last = history.findLast((row) => row.fact === fact);
    if (last?.class !== 'withdrawn') return [];
    const { release, released, reason, reason_zh, replacement } = last;
    return [{ fact, release, released: toWordedDay(released), reason: { en: reason, zh: reason_zh }, replacement }];
  });
}

/** The answer for a fact that the release does not have: 410 with the reason where it was withdrawn, else 404. */
export async function respondMissingFact(opened: Opened, path: string, fact: string): Promise<Response> {
  const history = await historyOf(opened, fact);
  const last = history.at(-1);
  if (last?.class !== 'withdrawn') return respondNotFound(path);
  if (!path.includes('.')) {
    const description = await readJson<Description>(opened, '/dataset.json');
    return respondUncached(toWithdrawnPage(history, description, path.startsWith('/zh/') ? 'zh' : 'en'), HTML_TYPE, 410);
  }
  const { release, released, reason, replacement } = last;
  const withdrawal = {
    release,
    withdrawn: released.slice(0, 10),
    reason,
    replacement: replacement && `/facts/${replacement}.json`,
  };
  const detail = `This fact was withdrawn in release ${release}. It stays in the releases before.`;
  return respondProblem('withdrawn', detail, { members: { withdrawal } });
}
