import { Fraction } from 'fraction.js';
import type { Disagreement } from '../derive.ts';
import { type Interval, overlap, roundTo } from '../interval.ts';
import type { Issue } from '../issue.ts';
import { toObservationId } from '../observation-id.ts';
import type { Dataset } from '../read.ts';
import type { Known } from '../rules/known.ts';
import type { Check, Explanation, Observation } from '../schema.ts';
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
  const checks = toStatements(known).map((statement) => toCheck(statement, explanations));
  return {
    checks,
    issues: [
      ...checks.filter(({ result }) => result === 'fails').map((failed) => issueOfFailure(dataset, failed)),
      ...disagreements.map((each) => issueOfDisagreement(dataset, each)),
      ...dataset.explanations.rows.flatMap((row) => issuesOfExplanation(dataset, row, checks, known)),
    ],
  };
}

function toCheck(
  { rule, formula, subject, operands, stated, computed, unit }: Statement,
  explanations: ReadonlyMap<string, Explanation>,
): Check {
  const id = `${rule}_${subject.observation.observation}${rule === 'part-of-total' ? suffixOf(subject.observation, operands[0]?.observation) : ''}`;
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

/** A part may lie in several totals, one for each dimension in which it is a part. */
function suffixOf(part: Observation, total: Observation | undefined): string {
  const dimension = (['partner', 'regime', 'enterprise', 'product', 'transport', 'flow'] as const).find(
    (name) => part[name] !== total?.[name],
  );
  return `_by-${dimension}`;
}

function issueOfFailure({ claims }: Dataset, failed: Check): Issue {
  const { check, formula, observation, operands, value, lower, upper, computed_lower, computed_upper } = failed;
  const claim = claimBehind(claims, observation);
  const message =
    `The check ${check} fails: ${formula}, with a = ${observation} (${value}, from ${lower || '−∞'} to ${upper || '∞'}) and ` +
    `${operands.join(', ')}, which allow ${computed_lower || '−∞'} to ${computed_upper || '∞'}. ` +
    'Correct a claim, or explain the difference in explanations.csv.';
  return claims.issueAt(claim, 'value', message);
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
