import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { computeTables } from '../../data/commands/tables.ts';
import { toReleaseFiles } from '../../data/release.ts';
import { dimensions, keyColumns } from '../../data/schema.ts';

const outcome = computeTables();
if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues, null, 1));
const { dataset, computed } = outcome;
const { observations } = computed;
const byId = new Map(observations.map((observation) => [observation.observation, observation]));

describe('the real tables', () => {
  it('give one observation for every key', () => {
    const keys = new Set(dataset.claims.rows.map((claim) => JSON.stringify(keyColumns.map((column) => claim[column]))));
    const stated = observations.filter(({ status }) => status !== 'derived');
    expect(stated).toHaveLength(keys.size);
    expect(stated).toHaveLength(835);
    expect(byId.size).toBe(observations.length);
  });

  it('list every claim with exactly one observation', () => {
    const listed = observations.flatMap(({ claims, claims_against, claims_beside }) => [
      ...claims,
      ...claims_against,
      ...claims_beside,
    ]);
    expect(listed.toSorted()).toEqual(dataset.claims.rows.map(({ claim }) => claim).toSorted());
  });

  it('are contested in seven keys, each with a reason', () => {
    const contested = observations.filter(({ status }) => status === 'contested');
    expect(
      contested.map(({ observation, claims, claims_against }) => [observation, claims[0], ...claims_against]).toSorted(),
    ).toEqual([
      ['goods-trade_2006_xizang_world_total_operator-location_usd', 'j300', 'r281'],
      ['goods-trade_2022-01--2022-11_xizang_world_total_operator-location_cny', 'j118', 'j134'],
      ['goods-trade_2024-01--2024-04_xizang_world_total_operator-location_cny', 'j041', 'j054'],
      ['goods-trade_2025_xizang_bri_total_operator-location_cny', 'r018', 'r011'],
      ['goods-trade_change-on-year_2006_xizang_world_export_operator-location_percent_usd', 'j302-yoy', 'r282-yoy'],
      ['goods-trade_change-on-year_2006_xizang_world_import_operator-location_percent_usd', 'j301-yoy', 'r283-yoy'],
      ['goods-trade_change-on-year_2006_xizang_world_total_operator-location_percent_usd', 'j300-yoy', 'r281-yoy'],
    ]);
    for (const { reason } of contested) expect(reason.length).toBeGreaterThan(40);
  });

  it('give total goods trade in 2025 as 8.479 billion yuan, with 8.47 billion agreeing', () => {
    expect(byId.get('goods-trade_2025_xizang_world_total_operator-location_cny')).toMatchObject({
      value: '8479000000',
      lower: '8478500000',
      upper: '8480000000',
      unit: 'CNY',
      status: 'stated',
      claims: [expect.any(String), 'r001'],
      claims_against: [],
    });
  });

  it('give the count of trading partners without rounding', () => {
    const partners = byId.get('trading-partners_2025_xizang_world_total_operator-location_countries-and-regions');
    expect(partners).toMatchObject({ value: '155', lower: '155', upper: '155' });
  });

  it('have a code, with labels in both languages and a definition, for every code in use', () => {
    const known = new Map(dataset.codes.rows.map((row) => [`${row.codelist} ${row.code}`, row]));
    const used = [
      ...dataset.claims.rows.flatMap((claim) => [
        ...dimensions.map((name) => `${name} ${claim[name]}`),
        `unit ${claim.unit}`,
        `measure ${claim.measure}`,
        `qualifier ${claim.qualifier}`,
        `reporter ${claim.reporter}`,
      ]),
      ...dataset.sources.rows.flatMap((source) => [`publisher ${source.publisher}`, `grade ${source.grade}`]),
      ...dataset.facts.rows.map((fact) => `topic ${fact.topic}`),
      ...dataset.milestones.rows.map((milestone) => `topic ${milestone.topic}`),
      ...observations.map(({ status }) => `status ${status}`),
      ...observations.filter(({ rule }) => rule !== '').map(({ rule }) => `rule ${rule}`),
      ...observations.flatMap((observation) => dimensions.map((name) => `${name} ${observation[name]}`)),
      ...computed.checks.map(({ rule }) => `rule ${rule}`),
    ];
    expect([...new Set(used)].filter((code) => !known.has(code))).toEqual([]);
  });

  it('give CSV and JSON with the same rows in the same order', () => {
    const files = new Map(
      toReleaseFiles(dataset, computed, { id: '2026-01-01.1', released: '2026-01-01T00:00:00Z' }).map(({ path, bytes }) => [
        path,
        new TextDecoder().decode(bytes),
      ]),
    );
    for (const name of ['observations', 'checks', 'claims', 'sources', 'indicators', 'codes', 'milestones', 'changes']) {
      const [header = [], ...rows] = parse(files.get(`/${name}.csv`) ?? '') as string[][];
      const json = JSON.parse(files.get(`/${name}.json`) ?? '');
      expect(json.count, name).toBe(rows.length);
      const asText = json[name].map((row: Record<string, unknown>) =>
        header.map((column) => (Array.isArray(row[column]) ? (row[column] as string[]).join(' ') : String(row[column] ?? ''))),
      );
      // A number has one way to be written in JSON; the text of the CSV may keep a printed zero, as in 20.0
      expect(asText, name).toEqual(
        rows.map((row) =>
          row.map((cell, i) =>
            /^(difference|slack|((old|new)_)?(value|precision)|((computed|old|new)_)?(lower|upper))$/.test(header[i] ?? '') &&
            cell
              ? String(Number(cell))
              : cell,
          ),
        ),
      );
    }
  });

  it('hold nothing that speaks of causes of the fall in 2025', () => {
    const text = [
      ...dataset.claims.rows.map(({ note }) => note),
      ...observations.map(({ reason }) => reason),
      ...dataset.facts.rows.flatMap(({ remark_en, remark_zh }) => [remark_en, remark_zh]),
    ];
    expect(text.filter((line) => /because of|due to|caused by|由于|因为|导致/i.test(line))).toEqual([]);
  });
});
