import type {
  Change,
  ChangeClass,
  Check,
  Claim,
  CodeRow,
  Description,
  Indicator,
  Milestone,
  Observation,
  Source,
} from './schema.ts';

/** The columns of `numericColumns`. */
type Decimals =
  | ('value' | 'precision' | 'lower' | 'upper' | 'computed_lower' | 'computed_upper' | 'slack' | 'difference')
  | `${'old' | 'new'}_${'value' | 'precision' | 'lower' | 'upper'}`;

/** A row as JSON has it: decimals are numbers, and an empty cell is `null`. */
export type Published<Row> = {
  [Column in keyof Row]: Column extends Decimals ? number | null : Row[Column] extends string ? Row[Column] | null : Row[Column];
};

/** A change as `changes.json` has it. */
export type PublishedChange = Published<Change> & { observation: string; class: ChangeClass; reason: string; reason_zh: string };

/** The parts of a release that a page of evidence is made of, as its JSON files hold them. */
export type PublishedTables = {
  observations: readonly (Published<Observation> & { observation: string })[];
  claims: readonly (Published<Claim> & { claim: string; source: string })[];
  sources: readonly (Published<Source> & { source: string })[];
  checks: readonly (Published<Check> & { observation: string })[];
  codes: readonly CodeRow[];
  indicators: readonly Indicator[];
  milestones: readonly Milestone[];
  description: Description;
};

/** A cell as text again, as the tables hold it. Numbers here have few enough digits to be written without an exponent. */
export function toText(value: number | string | null): string {
  return value === null ? '' : String(value);
}
