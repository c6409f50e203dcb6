import { Fraction } from 'fraction.js';
import { type Bounds, boundsOf, contains, formatEnd, intersect, widthOf } from './bounds.ts';
import { compareText } from './compare-text.ts';
import type { Issue } from './issue.ts';
import { keyOf, toObservationId } from './observation-id.ts';
import type { Tables } from './read.ts';
import { type Claim, keyColumns, type Observation, type Resolution } from './schema.ts';

type Ranked = { claim: Claim; bounds: Bounds | undefined };
type Bounded = { claim: Claim; bounds: Bounds };

type Evidence = Pick<Tables, 'claims' | 'sources' | 'codes' | 'resolutions'>;

/**
 * Claims become observations, one for every key (DESIGN, *Numbers*): the claim with the narrowest bounds is preferred, then
 * the better grade, then the smaller id. Claims within whose bounds its value lies agree and narrow the bounds; with any
 * other the key is contested and needs a row of `resolutions.csv`. Issues name what is unresolved or resolved in vain.
 */
export function resolve(dataset: Evidence): { observations: Observation[]; issues: Issue[] } {
  const groups = Map.groupBy(dataset.claims.rows, (claim) => toObservationId(claim));
  const resolutions = new Map(dataset.resolutions.rows.map((row) => [row.observation, row]));
  const rank = rankClaims(dataset);
  const issues: Issue[] = [];
  const observations = [...groups].map(([id, claims]) => resolveKey(dataset, id, rank(claims), resolutions.get(id), issues));
  for (const row of dataset.resolutions.rows) {
    if (groups.has(row.observation)) continue;
    const message = `observation "${row.observation}" has no claims. Correct the id, or remove the row.`;
    issues.push(dataset.resolutions.issueAt(row, 'observation', message));
  }
  return { observations: sortObservations(observations), issues };
}

/** Claims with their bounds, the one that the rule prefers first. */
function rankClaims({ sources, codes }: Evidence): (claims: Claim[]) => Ranked[] {
  const grades = new Map(sources.rows.map(({ source, grade }) => [source, grade]));
  const counts = new Set(
    codes.rows.filter(({ codelist, parent }) => codelist === 'unit' && parent === 'count').map(({ code }) => code),
  );
  return (claims) =>
    claims
      .map((claim) => ({ claim, bounds: boundsOf(claim, counts.has(claim.unit)) }))
      .toSorted(
        (a, b) =>
          compareWidth(a.bounds, b.bounds) ||
          compareText(grades.get(a.claim.source) ?? '', grades.get(b.claim.source) ?? '') ||
          compareText(a.claim.claim, b.claim.claim),
      );
}

function resolveKey(
  dataset: Evidence,
  id: string,
  ranked: Ranked[],
  resolution: Resolution | undefined,
  issues: Issue[],
): Observation {
  const bounded = ranked.filter((each): each is Bounded => each.bounds !== undefined);
  const beside = ranked.filter(({ bounds }) => bounds === undefined).map(({ claim }) => claim);

  const ruled = bounded[0];
  if (ruled === undefined) {
    const [first, ...others] = beside as [Claim, ...Claim[]];
    if (resolution !== undefined) issues.push(vainResolution(dataset, resolution));
    return toObservation(id, first, undefined, { agreeing: [], against: [], beside: others });
  }

  const contested = bounded.some(({ bounds }) => !contains(bounds, new Fraction(ruled.claim.value)));
  if (!contested) {
    if (resolution !== undefined) issues.push(vainResolution(dataset, resolution));
    return agree(id, ruled, bounded, beside);
  }
  const settled = bounded.find(({ claim }) => claim.claim === resolution?.claim);
  if (settled === undefined) issues.push(openConflict(dataset, id, ruled, bounded, resolution));
  return {
    ...agree(id, settled ?? ruled, bounded, beside),
    status: 'contested',
    reason: settled && resolution ? resolution.reason : '',
  };
}

function agree(id: string, preferred: Bounded, bounded: Bounded[], beside: Claim[]): Observation {
  const value = new Fraction(preferred.claim.value);
  const others = bounded.filter((each) => each !== preferred);
  const agreeing = others.filter(({ bounds }) => contains(bounds, value));
  const against = others.filter(({ bounds }) => !contains(bounds, value));
  const bounds = agreeing.reduce((all, each) => intersect(all, each.bounds), preferred.bounds);
  const claims = (of: Bounded[]) => of.map(({ claim }) => claim);
  return toObservation(id, preferred.claim, bounds, { agreeing: claims(agreeing), against: claims(against), beside });
}

function toObservation(
  id: string,
  preferred: Claim,
  bounds: Bounds | undefined,
  others: { agreeing: Claim[]; against: Claim[]; beside: Claim[] },
): Observation {
  const { unit, base_unit, ...keyBeforeValue } = keyOf(preferred);
  const ids = (claims: Claim[]) => claims.map(({ claim }) => claim);
  return {
    observation: id,
    ...keyBeforeValue,
    value: preferred.value,
    precision: preferred.precision,
    lower: formatEnd(bounds?.lower),
    upper: formatEnd(bounds?.upper),
    unit,
    base_unit,
    qualifier: preferred.qualifier,
    status: 'stated',
    reporter: preferred.reporter,
    source: preferred.source,
    claims: [preferred.claim, ...ids(others.agreeing)],
    claims_against: ids(others.against),
    claims_beside: ids(others.beside),
    rule: '',
    formula: '',
    operands: [],
    note: preferred.note,
    reason: '',
  };
}

function vainResolution({ resolutions }: Evidence, row: Resolution): Issue {
  const message = `observation "${row.observation}" is not contested, so there is nothing to resolve. Remove the row.`;
  return resolutions.issueAt(row, 'observation', message);
}

function openConflict(
  dataset: Evidence,
  id: string,
  ruled: Bounded,
  bounded: Bounded[],
  resolution: Resolution | undefined,
): Issue {
  const shown = bounded.map(({ claim }) => `${claim.claim} (${claim.qualifier} ${claim.value}, ${claim.source})`).join(' and ');
  if (resolution !== undefined) {
    const message = `claim "${resolution.claim}" is not one that can be preferred for ${id}. Choose among ${shown}.`;
    return dataset.resolutions.issueAt(resolution, 'claim', message);
  }
  const message = `The claims on ${id} disagree: ${shown}. Correct one, or name the preferred claim and the reason in resolutions.csv.`;
  return dataset.claims.issueAt(ruled.claim, 'value', message);
}

function compareWidth(a: Bounds | undefined, b: Bounds | undefined): number {
  const x = a && widthOf(a);
  const y = b && widthOf(b);
  if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
  return x.compare(y);
}

const seriesThenPeriod = [...keyColumns.filter((column) => !column.startsWith('period')), 'period_start', 'period_end'] as const;

/** The order in which observations are published: series by series, oldest first. */
export function sortObservations(observations: readonly Observation[]): Observation[] {
  return observations.toSorted(bySeriesThenPeriod);
}

function bySeriesThenPeriod(a: Observation, b: Observation): number {
  for (const column of seriesThenPeriod as readonly (keyof Observation & (typeof keyColumns)[number])[]) {
    const order = compareText(a[column], b[column]);
    if (order !== 0) return order;
  }
  return 0;
}
