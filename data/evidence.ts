/** Rows as any of the formats has them: only their ids are looked at. */
export type ObservationRow = {
  observation: string;
  claims: readonly string[];
  claims_against: readonly string[];
  claims_beside: readonly string[];
  operands: readonly string[];
};
export type Tables<Observation extends ObservationRow, Claim, Source, Check> = {
  observations: readonly Observation[];
  claims: readonly Claim[];
  sources: readonly Source[];
  checks: readonly Check[];
};

/** An observation with everything that stands behind it and everything that it stands behind. */
export type Evidence<Observation, Claim, Source, Check> = {
  observation: Observation;
  /** What each source printed on this key: the preferred claim first, then those that agree, disagree, or have no bounds. */
  claims: Claim[];
  sources: Source[];
  /** What it was derived from, in the order of the letters in its formula. */
  operands: Observation[];
  /** The derived observations that it is an operand of, by id. */
  feeds: string[];
  /** The checks that touch it. */
  checks: Check[];
};

/** Gathers the evidence of one observation; `undefined` where there is none of this id. Pure. */
export function toEvidence<
  Observation extends ObservationRow,
  Claim extends { claim: string; source: string },
  Source extends { source: string },
  Check extends { observation: string; operands: readonly string[] },
>(id: string, tables: Tables<Observation, Claim, Source, Check>): Evidence<Observation, Claim, Source, Check> | undefined {
  const observation = tables.observations.find((row) => row.observation === id);
  if (observation === undefined) return undefined;
  const listed = [...observation.claims, ...observation.claims_against, ...observation.claims_beside];
  const claims = inOrder(listed, tables.claims, ({ claim }) => claim);
  const cited = new Set(claims.map(({ source }) => source));
  return {
    observation,
    claims,
    sources: tables.sources.filter(({ source }) => cited.has(source)),
    operands: inOrder(observation.operands, tables.observations, (row) => row.observation),
    feeds: tables.observations.filter(({ operands }) => operands.includes(id)).map((row) => row.observation),
    checks: tables.checks.filter((check) => check.observation === id || check.operands.includes(id)),
  };
}

function inOrder<Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): Row[] {
  const wanted = new Set(ids);
  const found = new Map(rows.filter((row) => wanted.has(idOf(row))).map((row) => [idOf(row), row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
