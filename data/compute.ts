import { check } from './checks/check.ts';
import { derive } from './derive.ts';
import { toFacts } from './facts.ts';
import { type Issue, sortIssues } from './issue.ts';
import { type Dataset, read, type TableFiles } from './read.ts';
import type { Computed } from './release.ts';
import { resolve, sortObservations } from './resolve.ts';
import { toKnown } from './rules/known.ts';

/** A dataset with all that follows from it, or every complaint about it. */
export type Outcome = { status: 'valid'; dataset: Dataset; computed: Computed } | { status: 'invalid'; issues: readonly Issue[] };

/** The whole way from the bytes of the tables to observations and facts, as of `today`. Pure; stops at the first stage with issues. */
export function compute(files: TableFiles, today?: string): Outcome {
  const { dataset, issues } = read(files, today);
  if (dataset === undefined) return { status: 'invalid', issues };
  const resolved = resolve(dataset);
  if (resolved.issues.length > 0) return { status: 'invalid', issues: sortIssues(resolved.issues) };
  const known = toKnown(resolved.observations, dataset.codes.rows, dataset.indicators.rows);
  const { derived, disagreements } = derive(known);
  const observations = sortObservations([...resolved.observations, ...derived]);
  const { checks, issues: checkIssues } = check(dataset, known, disagreements);
  const { facts, issues: factIssues } = toFacts(dataset, observations);
  const all = [...checkIssues, ...factIssues];
  if (all.length > 0) return { status: 'invalid', issues: sortIssues(all) };
  return { status: 'valid', dataset, computed: { observations, facts, checks } };
}
