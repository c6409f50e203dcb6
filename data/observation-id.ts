import { formatPeriodCode } from './period.ts';
import { type Key, keyColumns } from './schema.ts';

/**
 * The permanent id of the observation on a key: its codes in lower case, joined by `_`.
 *
 *     indicator [measure] period area partner flow [regime] [enterprise] [product] [transport] basis unit [base unit]
 *
 * The measure is left out when it is `level`, a breakdown when it is `all`. No code holds `_`, and the table
 * check lets no code stand in two of the dimensions that may be left out, so no two keys share an id:
 * `goods-trade_2025_xizang_np_export_operator-location_cny`.
 */
export function toObservationId(key: Key): string {
  const { indicator, measure, area, partner, flow, regime, enterprise, product, transport, basis, unit, base_unit } = key;
  return [
    indicator,
    measure === 'level' ? '' : measure,
    formatPeriodCode(key),
    area,
    partner,
    flow,
    ...[regime, enterprise, product, transport].map((code) => (code === 'all' ? '' : code)),
    basis,
    unit,
    base_unit,
  ]
    .filter((part) => part !== '')
    .join('_')
    .toLowerCase();
}

/** The columns of a key alone, whatever else the row has. */
export function keyOf(row: Key): Key {
  return Object.fromEntries(keyColumns.map((column) => [column, row[column]])) as Key;
}
