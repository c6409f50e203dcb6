import type * as z from 'zod';
import type { TableName, tableShapes } from './table-shapes.ts';

type ColumnOf<Name extends TableName> = keyof z.infer<(typeof tableShapes)[Name]> & string;
type AnyColumn = { [Name in TableName]: ColumnOf<Name> }[TableName];

/** What a column of a table holds, in a sentence: the one place from which every description is written. */
export function describeColumn(table: TableName, column: string): string {
  const own: Partial<Record<string, string>> = ofTable[table] ?? {};
  const description = own[column] ?? (ofAnyTable as Partial<Record<string, string>>)[column];
  if (description === undefined) throw new Error(`The column ${column} of ${table} has no description. Add it here.`);
  return description;
}

/** A column means the same wherever it stands; the compiler asks for every one. */
const ofAnyTable: Record<AnyColumn, string> = {
  observation: 'Permanent id of an observation, made of the codes of its key.',
  indicator: 'What is measured; see the table indicators.',
  measure: 'Whether the value is a level, a change on the year before, or a share.',
  period_start: 'First month of the period, included; a day where the source counts in days (ISO 8601).',
  period_end: 'Last month of the period, included; a day where the source counts in days (ISO 8601).',
  area: 'Whose trade it is: the region, a city, a zone or a port.',
  partner: 'The partner: world for all, an ISO 3166-1 alpha-2 code, or a group of countries.',
  flow: 'Direction: total (imports plus exports), export, import or balance (exports less imports).',
  regime: 'Customs regime; all where it is not broken down.',
  enterprise: 'Type of enterprise; all where it is not broken down.',
  product: 'What is traded; all where it is not broken down.',
  transport: 'Mode of transport; all where it is not broken down.',
  basis:
    'By which place trade is counted: where the operator is registered, where goods are used or made, or which port they pass.',
  value: 'The value, in the unit named under unit, neither scaled nor rounded.',
  precision: 'Place value of the last digit to which the value is to be worded: 1000000 for 8.479 billion.',
  lower: 'Lower bound: the smallest value that the printed figures allow. Empty where it is open.',
  upper: 'Upper bound: what the printed figures allow lies below it, or at it. Empty where it is open.',
  unit: 'Unit of the value: an ISO 4217 code for money, percent, fold, or what is counted.',
  base_unit: 'For changes and shares, the unit of the levels that are compared. Empty for levels.',
  qualifier: 'How the source hedges the figure. Empty where it is derived.',
  status: 'Who stands behind the value: stated by sources, contested between them, or derived by this dataset.',
  reporter: 'The office that gave the figure. Empty where it is derived.',
  source: 'Id of the document in which it was printed; see the table sources.',
  claims: 'Ids of the claims that agree with the value, the preferred one first.',
  claims_against: 'Ids of the claims that disagree with the value.',
  claims_beside: 'Ids of the claims without bounds, which are never computed with.',
  rule: 'The declared rule that is followed.',
  formula: 'The formula, with a letter for each operand.',
  operands: 'Ids of the observations that stand in the formula, in the order of its letters.',
  note: 'What a reader must know.',
  reason: 'Why this claim is preferred, where sources disagree.',
  check: 'Permanent id of a check.',
  computed_lower: 'Lower bound of what the operands imply. Empty where it is open.',
  computed_upper: 'Upper bound of what the operands imply. Empty where it is open.',
  slack: 'By how much the stated and the computed bounds overlap; below zero, how far they are apart.',
  result: 'Whether the check holds, or does not and is explained.',
  claim: 'Permanent id of a claim.',
  grade:
    'A: seen at the publisher’s or a syndicating paper’s own address. B: seen in a reprint. C: seen only in a copy, so no link is given.',
  publisher: 'Who published the document; a code of the list publisher.',
  title: 'Title of the document, in its own language.',
  url: 'Address of the document. Empty where it was seen in a copy only.',
  published: 'When the document was published: a year, a month or a day (ISO 8601).',
  published_note: 'The date as the document gives it, where it is not a plain one.',
  language: 'Language of the document (BCP 47).',
  label_en: 'Label in English.',
  label_zh: 'Label in Simplified Chinese.',
  definition: 'What is meant.',
  units: 'The units in which its levels may be given.',
  additive: 'Whether levels of successive periods, and of parts, add up: yes or no.',
  codelist: 'The list that the code belongs to: a dimension such as partner, or unit, publisher and so on.',
  code: 'The code, as it stands in the other tables.',
  parent: 'The code of the same list that it is a part of. Empty where there is none.',
  milestone: 'Permanent id of a milestone.',
  date: 'When it happened: a year, a month or a day (ISO 8601).',
  topic: 'What it is about; a code of the list topic.',
  summary: 'What happened, in a sentence.',
};

/** Where a table has more to say of a column of its own. */
const ofTable: { [Name in TableName]?: Partial<Record<ColumnOf<Name>, string>> } = {
  observations: { source: 'Id of the document in which the preferred claim was printed. Empty where the value is derived.' },
  checks: {
    observation: 'The observation that is checked: a in the formula.',
    operands: 'Ids of the observations that it is checked against: b and so on in the formula.',
    value: 'The stated value. Empty where the statement is not about a single one.',
    unit: 'Unit of the bounds and the slack.',
    reason: 'Why a check that does not hold is no error.',
  },
  claims: {
    value: 'The figure as it is printed, in the unit named under unit.',
    precision: 'Place value of the last printed digit: 10000000 for 8.47 billion.',
    reporter: 'The office that gave the figure.',
    qualifier: 'How the source hedges the figure.',
  },
  sources: { source: 'Permanent id of a source.' },
  indicators: { indicator: 'Permanent id of an indicator.' },
  milestones: { area: 'Where it happened.', partner: 'With which partner it has to do; world for all.' },
};

/** What a table holds, in a sentence. */
export const tableDescriptions: Record<TableName, string> = {
  observations: 'One value for each key, resolved from claims or derived, with its bounds, status and claims.',
  checks: 'Machine-verified statements about the numbers: sums, shares, growth rates, with their results.',
  claims: 'Each figure as one source printed it.',
  sources: 'The documents in which the claims were printed, graded.',
  indicators: 'What is measured, and in which units.',
  codes: 'Labels and definitions of every code.',
  milestones: 'Events with a date and a source.',
};

/** The columns whose values no two rows of a table share. */
export const primaryKeys: Record<TableName, readonly string[]> = {
  observations: ['observation'],
  checks: ['check'],
  claims: ['claim'],
  sources: ['source'],
  indicators: ['indicator'],
  codes: ['codelist', 'code'],
  milestones: ['milestone'],
};

/** Single-valued columns that name a row of another table, by the primary key of that table. */
export const references: { [Name in TableName]?: Partial<Record<ColumnOf<Name>, TableName>> } = {
  observations: { indicator: 'indicators', source: 'sources' },
  checks: { observation: 'observations' },
  claims: { indicator: 'indicators', source: 'sources' },
  milestones: { source: 'sources' },
};
