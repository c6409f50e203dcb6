import { Check, Claim, CodeRow, Indicator, Milestone, Observation, Source } from './schema.ts';

/** The tables that a release publishes, by name, each with the shape of its rows. */
export const tableShapes = {
  observations: Observation,
  checks: Check,
  claims: Claim,
  sources: Source,
  indicators: Indicator,
  codes: CodeRow,
  milestones: Milestone,
} as const;

export type TableName = keyof typeof tableShapes;

export const tableNames = Object.keys(tableShapes) as TableName[];

/** The columns of a table, in the order in which they are published. */
export function columnsOf(table: TableName): readonly string[] {
  return Object.keys(tableShapes[table].shape);
}
