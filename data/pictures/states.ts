import type { Content } from '../content.ts';
import type { Fact } from '../fact.ts';
import type { Picture } from './picture.ts';

/** What the picture of a fact shows from one release on, until another state follows. */
export type State = Omit<Picture, 'home'>;

/**
 * The states of every fact, oldest first: a state begins with the release in which anything that the picture says has changed, or
 * in which the fact was withdrawn. So a picture keeps its bytes from release to release, and each that was shown stays there.
 * `contents` are oldest first; a draft may be the last. Pure.
 */
export function toStates(contents: readonly Pick<Content, 'release' | 'facts' | 'withdrawals'>[]): State[] {
  const last = new Map<string, State>();
  return contents.flatMap(({ release: { id, released }, facts, withdrawals }) => {
    const since = { id, released };
    const here = new Set(facts.map(({ fact }) => fact));
    const begun: State[] = facts
      .filter((fact) => {
        const before = last.get(fact.fact);
        return before === undefined || before.withdrawn !== undefined || shownOf(before.fact) !== shownOf(fact);
      })
      .map((fact) => ({ fact, since }));
    const ended = [...last.values()]
      .filter(({ fact, withdrawn }) => withdrawn === undefined && !here.has(fact.fact))
      .map(({ fact }): State => {
        const row = withdrawals.find((each) => each.fact === fact.fact);
        return { fact, since, withdrawn: { reason: { en: row?.reason_en ?? '', zh: row?.reason_zh ?? '' } } };
      });
    for (const state of [...begun, ...ended]) last.set(state.fact.fact, state);
    return [...begun, ...ended];
  });
}

/** The file that holds the pictures of a state. A draft has one place, because a path has no `+`. */
export function packPath(fact: string, since: string): string {
  return `/pictures/${fact}/${since.endsWith('+draft') ? 'draft' : since}`;
}

/** Everything of a fact that is drawn or spoken. */
function shownOf({ status, value, series, text }: Fact): string {
  const points = series.map(({ period_start, value, status }) => [period_start, value, status]);
  const words = [text.en, text.zh].map((each) => [
    each.title,
    each.period,
    each.value,
    each.comparison,
    each.status,
    each.remark,
    each.source,
    each.sentence,
    each.series.map(({ period }) => period),
  ]);
  return JSON.stringify([status, value, points, words]);
}
