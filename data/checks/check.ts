import { Fraction } from 'fraction.js';
import type { Disagreement } from '../derive.ts';
import { type Interval, overlap, roundTo } from '../interval.ts';
import type { Issue } from '../issue.ts';
import { letterOf } from '../letter.ts';
import { toObservationId } from '../observation-id.ts';
import type { Dataset } from '../read.ts';
import type { Known } from '../rules/known.ts';
import type { Check, Explanation } from '../schema.ts';
import type { Statement } from './statement.ts';
import { toStatements } from './statements.ts';

/**
 * The results of all checks, in the order of the observations. What does not hold needs a row of `explanations.csv` that names
 * the claims behind it with their values; without one it fails and is an issue, as is an explanation that has become needless.
 */
export function check(
  dataset: Dataset,
  known: Known,
  disagreements: readonly Disagreement[],
): { checks: Check[]; issues: Issue[] } {
  const explanations = new Map(dataset.explanations.rows.map((row) => [row.check, row]));
  const statements = toStatements(known);
  const checks = statements.map((statement) => toCheck(statement, explanations));
  return {
    checks,
    issues: [
      ...statements.flatMap((statement, index) => {
        const made = checks[index];
        return made?.result === 'fails' ? [issueOfFailure(dataset, made, statement)] : [];
      }),
      ...disagreements.map((each) => issueOfDisagreement(dataset, each)),
      ...dataset.explanations.rows.flatMap((row) => issuesOfExplanation(dataset, row, checks, known)),
    ],
  };
}

function toCheck(
  { rule, formula, subject, operands, stated, computed, unit, dimension }: Statement,
  explanations: ReadonlyMap<string, Explanation>,
): Check {
  const id = [rule, subject.observation.observation, ...(dimension === undefined ? [] : [`by-${dimension}`])].join('_');
  const slack = overlap(stated, computed);
  if (slack === undefined) throw new Error(`The check ${id} cannot fail, so it is none.`);
  const holds = slack.gte(0);
  const explanation = explanations.get(id);
  return {
    check: id,
    rule,
    formula,
    observation: subject.observation.observation,
    operands: operands.map(({ observation }) => observation.observation),
    value: rule === 'exchange-rate' ? '' : subject.observation.value,
    lower: format(stated, 'lower'),
    upper: format(stated, 'upper'),
    computed_lower: format(computed, 'lower'),
    computed_upper: format(computed, 'upper'),
    unit,
    slack: roundTo(slack, PLACE, 'down').toString(30),
    result: holds ? 'holds' : explanation === undefined ? 'fails' : 'explained',
    reason: holds ? '' : (explanation?.reason ?? ''),
  };
}

/** Quotients are published to a millionth, rounded outward. */
const PLACE = new Fraction(1, 1_000_000);

function format(interval: Interval, end: 'lower' | 'upper'): string {
  const at = interval[end];
  return at === undefined ? '' : roundTo(at, PLACE, end === 'lower' ? 'down' : 'up').toString(30);
}

function issueOfFailure(
  { claims }: Dataset,
  { check, lower, upper, computed_lower, computed_upper, observation }: Check,
  statement: Statement,
): Issue {
  const named = [statement.subject, ...statement.operands].map(
    ({ observation }, index) => `${letterOf(index)} = ${observation.observation} (${observation.value})`,
  );
  const between = (from: string, to: string) => `between ${from || '−∞'} and ${to || '∞'}`;
  const message =
    `The check ${check} fails: ${statement.formula}, with ${named.join(', ')}. ` +
    `${statement.rule === 'exchange-rate' ? 'Plausible' : 'Stated'} is what lies ${between(lower, upper)}, ` +
    `computed ${between(computed_lower, computed_upper)}. Correct a claim, or explain the difference in explanations.csv.`;
  return claims.issueAt(claimBehind(claims, observation), 'value', message);
}

function issueOfDisagreement({ claims }: Dataset, { observation, rules }: Disagreement): Issue {
  const [first] = claims.rows;
  const message = `The rules ${rules.join(' and ')} give ${observation} bounds without a common value. Correct the claims that they start from.`;
  return first === undefined ? { file: claims.file, line: 1, column: 1, message } : claims.issueAt(first, 'claim', message);
}

function issuesOfExplanation({ explanations }: Dataset, row: Explanation, checks: readonly Check[], known: Known): Issue[] {
  const of = checks.find(({ check }) => check === row.check);
  if (of === undefined)
    return [explanations.issueAt(row, 'check', `check "${row.check}" does not exist. Correct the id, or remove the row.`)];
  if (of.result === 'holds') {
    return [explanations.issueAt(row, 'check', `check "${row.check}" holds, so there is nothing to explain. Remove the row.`)];
  }
  const involved = new Set([of.observation, ...of.operands]);
  const expected = known.all
    .filter(({ observation }) => involved.has(observation.observation))
    .map(({ observation: { claims, value } }) => `${claims[0]}=${value}`)
    .toSorted()
    .join(' ');
  if (row.claims.split(' ').toSorted().join(' ') === expected) return [];
  const message = `claims "${row.claims}" are not those behind the check with their values, ${expected}. Read the reason again, then write these.`;
  return [explanations.issueAt(row, 'claims', message)];
}

function claimBehind(claims: Dataset['claims'], observation: string): Dataset['claims']['rows'][number] {
  const row = claims.rows.find((claim) => toObservationId(claim) === observation);
  if (row === undefined) throw new Error(`A check speaks of ${observation}, which has no claim.`);
  return row;
}
