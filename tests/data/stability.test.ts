import { expect, it } from 'vitest';
import { columnsOf, type TableName, tableNames } from '../../data/table-shapes.ts';

/** What the README promises: these names and their order stay. A new column is added at the end of its line, and none is taken out. */
const PROMISED: Record<TableName, string> = {
  observations:
    'observation indicator measure period_start period_end area partner flow regime enterprise product transport basis value precision lower upper unit base_unit qualifier status reporter source claims claims_against claims_beside rule formula operands note reason',
  checks: 'check rule formula observation operands value lower upper computed_lower computed_upper unit slack result reason',
  claims:
    'claim indicator measure period_start period_end area partner flow regime enterprise product transport basis value precision unit base_unit qualifier reporter source note',
  sources: 'source grade publisher title url published published_note language note',
  indicators: 'indicator label_en label_zh definition units additive',
  codes: 'codelist code label_en label_zh definition parent',
  milestones: 'milestone date area partner topic summary source note',
};

it.each(tableNames)('the columns of %s are those that were promised', (table) => {
  expect(columnsOf(table).join(' ')).toBe(PROMISED[table]);
});
