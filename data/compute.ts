import { toFacts } from './facts.ts';
import { type Issue, sortIssues } from './issue.ts';
import { type Dataset, read, type TableFiles } from './read.ts';
import type { Computed } from './release.ts';
import { resolve } from './resolve.ts';

/** A dataset with all that follows from it, or every complaint about it. */
export type Outcome = { status: 'valid'; dataset: Dataset; computed: Computed } | { status: 'invalid'; issues: readonly Issue[] };

/** The whole way from the bytes of the tables to observations and facts. Pure; stops at the first stage with issues. */
export function compute(files: TableFiles): Outcome {
  const { dataset, issues } = read(files);
  if (dataset === undefined) return { status: 'invalid', issues };
  const resolved = resolve(dataset);
  if (resolved.issues.length > 0) return { status: 'invalid', issues: sortIssues(resolved.issues) };
  const { facts, issues: factIssues } = toFacts(dataset, resolved.observations);
  if (factIssues.length > 0) return { status: 'invalid', issues: sortIssues(factIssues) };
  return { status: 'valid', dataset, computed: { observations: resolved.observations, facts } };
}
