import { Fraction } from 'fraction.js';
import { type Cause, differing, toReason } from './change-reason.ts';
import { type Change, ChangeClass, type Claim, type Observation } from './schema.ts';

/** What two releases are compared by. */
export type Figures = { observations: readonly Observation[]; claims: readonly Claim[] };

/** What an observation says. A change is a difference in any of it; notes and sources are no values. */
const said = ['value', 'precision', 'lower', 'upper', 'qualifier', 'status'] as const;

/**
 * The value-level changes from one release to the next, in the order of the observations, what is withdrawn last; without a
 * release before, everything is added. Pure. An observation that is in both is *corrected* (we were wrong) when a claim behind it
 * has other cells than before, or when the claims are all the same and only our rules or resolutions made the difference; it is
 * *revised* when claims came or went. Behind a derived one stand the claims of its operands.
 */
export function toChanges(before: Figures | undefined, after: Figures): Change[] {
  const old = toIndex(before ?? { observations: [], claims: [] });
  const now = toIndex(after);
  const ids = [...now.observations.keys(), ...[...old.observations.keys()].filter((id) => !now.observations.has(id))];
  return ids.flatMap((id) => {
    const [a, b] = [old.observations.get(id), now.observations.get(id)];
    if (a !== undefined && b !== undefined && said.every((column) => a[column] === b[column])) return [];
    return [toChange(a, b, toCause(a, b, old, now))];
  });
}

/** How many changes there are of each class. */
export function countClasses(changes: readonly { class: ChangeClass }[]): Record<ChangeClass, number> {
  const counts = ChangeClass.options.map((name) => [name, changes.filter((change) => change.class === name).length]);
  return Object.fromEntries(counts);
}

type Index = { observations: ReadonlyMap<string, Observation>; claims: ReadonlyMap<string, Claim> };

function toIndex({ observations, claims }: Figures): Index {
  return {
    observations: new Map(observations.map((row) => [row.observation, row])),
    claims: new Map(claims.map((row) => [row.claim, row])),
  };
}

function toCause(a: Observation | undefined, b: Observation | undefined, old: Index, now: Index): Cause {
  const behind = [...new Set([...claimsBehind(a, old), ...claimsBehind(b, now)])].toSorted();
  const cause: Cause = { corrected: [], arrived: [], gone: [] };
  for (const id of behind) {
    const [then, today] = [old.claims.get(id), now.claims.get(id)];
    if (then === undefined && today !== undefined) cause.arrived.push(today);
    if (then !== undefined && today === undefined) cause.gone.push(then);
    if (then === undefined || today === undefined) continue;
    if (differing(then, today).length > 0) cause.corrected.push([then, today]);
  }
  return cause;
}

function claimsBehind(observation: Observation | undefined, { observations }: Index): string[] {
  if (observation === undefined) return [];
  const operands = observation.operands.flatMap((id) => observations.get(id) ?? []);
  return [observation, ...operands].flatMap(({ claims, claims_against, claims_beside }) => [
    ...claims,
    ...claims_against,
    ...claims_beside,
  ]);
}

function toChange(a: Observation | undefined, b: Observation | undefined, cause: Cause): Change {
  const one = (b ?? a) as Observation;
  return {
    observation: one.observation,
    class: classOf(a, b, cause),
    old_value: a?.value ?? '',
    new_value: b?.value ?? '',
    difference: a && b ? new Fraction(b.value).sub(a.value).toString(30) : '',
    unit: one.unit,
    old_precision: a?.precision ?? '',
    new_precision: b?.precision ?? '',
    old_lower: a?.lower ?? '',
    new_lower: b?.lower ?? '',
    old_upper: a?.upper ?? '',
    new_upper: b?.upper ?? '',
    old_qualifier: a?.qualifier ?? '',
    new_qualifier: b?.qualifier ?? '',
    old_status: a?.status ?? '',
    new_status: b?.status ?? '',
    reason: toReason(a, b, cause, 'en'),
    reason_zh: toReason(a, b, cause, 'zh'),
    claims: [...cause.corrected.map(([, { claim }]) => claim), ...[...cause.arrived, ...cause.gone].map(({ claim }) => claim)],
  };
}

function classOf(a: Observation | undefined, b: Observation | undefined, { corrected, arrived, gone }: Cause): ChangeClass {
  if (a === undefined) return 'added';
  if (b === undefined) return 'withdrawn';
  if (corrected.length > 0) return 'corrected';
  return arrived.length + gone.length > 0 ? 'revised' : 'corrected';
}
