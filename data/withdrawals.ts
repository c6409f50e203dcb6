import type { Content } from './content.ts';
import type { Issue } from './issue.ts';
import type { Dataset } from './read.ts';

/**
 * Whether each fact that was ever published is there still, or says why not: an address that somebody linked to must not vanish
 * without a word. `contents` are those of the releases so far.
 */
export function checkWithdrawals(
  { facts, withdrawals }: Dataset,
  contents: readonly Pick<Content, 'facts' | 'release'>[],
): Issue[] {
  const lastSeen = new Map(contents.flatMap(({ facts, release }) => facts.map(({ fact }) => [fact, release.id] as const)));
  const explained = new Set(withdrawals.rows.map(({ fact }) => fact));
  const lost = [...lastSeen].filter(([fact]) => !facts.ids.has(fact) && !explained.has(fact));
  return [
    ...lost.map(([fact, release]) => ({
      file: 'facts.csv',
      line: 1,
      column: 1,
      message: `fact "${fact}" of release ${release} is missing. Restore it, or write into withdrawals.csv why it is withdrawn.`,
    })),
    ...withdrawals.rows
      .filter(({ fact }) => !lastSeen.has(fact))
      .map((row) =>
        withdrawals.issueAt(row, 'fact', `fact "${row.fact}" is in no release, so there is nothing to withdraw. Remove the row.`),
      ),
  ];
}
