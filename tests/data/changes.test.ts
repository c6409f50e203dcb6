import { describe, expect, it } from 'vitest';
import { toChanges } from '../../data/changes.ts';
import type { Change } from '../../data/schema.ts';
import { linesOf, type tables } from './fixture.ts';
import { claims, computed } from './frozen.fixture.ts';

type Changes = Parameters<typeof tables>[0];

const TOTAL = 'goods-trade_2024_xizang_world_total_operator-location_cny';
const BEFORE = 'goods-trade_2023_xizang_world_total_operator-location_cny';
const GROWTH = 'goods-trade_change-on-year_2024_xizang_world_total_operator-location_percent_cny';

function figuresOf(changes: Changes) {
  const { dataset, computed: follows } = computed(changes);
  return { observations: follows.observations, claims: dataset.claims.rows };
}

function changesBetween(old: Changes, now: Changes): Change[] {
  return toChanges(figuresOf(old), figuresOf(now));
}

const on = (changes: readonly Change[], id: string) => changes.find(({ observation }) => observation === id);

describe('toChanges', () => {
  it('finds none between a release and itself', () => {
    expect(changesBetween({}, {})).toEqual([]);
  });

  it('adds everything where there was no release before', () => {
    const figures = figuresOf({});
    const changes = toChanges(undefined, figures);
    expect(changes.map(({ observation }) => observation)).toEqual(figures.observations.map(({ observation }) => observation));
    expect(new Set(changes.map((change) => change.class))).toEqual(new Set(['added']));
    expect(on(changes, TOTAL)).toMatchObject({
      old_value: '',
      new_value: '100',
      difference: '',
      claims: ['c1'],
      reason: 'Claim c1 (daily-2025) is new.',
    });
  });

  it('tells each value, its bounds and the exact difference', () => {
    const finer = { 'claims.csv': claims({ c3: { value: '104.25', precision: '0.01', source: 'weekly-2025' } }) };
    expect(on(changesBetween({}, finer), TOTAL)).toEqual({
      observation: TOTAL,
      class: 'revised',
      old_value: '100',
      new_value: '104.25',
      difference: '4.25',
      unit: 'CNY',
      old_precision: '10',
      new_precision: '0.01',
      old_lower: '95',
      new_lower: '104.245',
      old_upper: '110',
      new_upper: '104.26',
      old_qualifier: 'exact',
      new_qualifier: 'exact',
      old_status: 'stated',
      new_status: 'stated',
      reason: 'Claim c3 (weekly-2025) is new.',
      reason_zh: '新增原始数据c3（weekly-2025）。',
      claims: ['c3'],
    });
  });

  const finer = claims({ c3: { value: '104', precision: '1', source: 'weekly-2025' } });
  const apart = claims({ c3: { value: '200', precision: '1', source: 'weekly-2025' } });
  const resolved = (claim: string, reason: string) => [...linesOf('resolutions.csv'), `${TOTAL},${claim},daily-2025,${reason}`];
  const moved = claims({ c1: { flow: 'export' } });

  it.each<[what: string, old: Changes, now: Changes, id: string, expected: object]>([
    ['a finer claim revises', {}, { 'claims.csv': finer }, TOTAL, { class: 'revised', claims: ['c3'] }],
    [
      'a claim that is taken out revises',
      { 'claims.csv': finer },
      {},
      TOTAL,
      { class: 'revised', reason: 'Claim c3 (weekly-2025) is in the dataset no longer.' },
    ],
    [
      'a claim that was copied wrongly corrects',
      {},
      { 'claims.csv': claims({ c1: { value: '110', qualifier: 'about' } }) },
      TOTAL,
      {
        class: 'corrected',
        claims: ['c1'],
        difference: '10',
        reason: 'Claim c1 had been copied wrongly: its value is 110, not 100; its qualifier is about, not exact.',
        reason_zh: '原始数据c1录入有误：value应为110，而非100；qualifier应为about，而非exact。',
      },
    ],
    [
      'a correction that comes with a new claim is a correction',
      {},
      { 'claims.csv': claims({ c1: { value: '110' }, c3: { value: '114', precision: '1', source: 'weekly-2025' } }) },
      TOTAL,
      { class: 'corrected', claims: ['c1', 'c3'] },
    ],
    [
      'a new claim that disagrees revises, with the reason of the resolution',
      {},
      { 'claims.csv': apart, 'resolutions.csv': resolved('c3', 'It is final.') },
      TOTAL,
      {
        class: 'revised',
        new_status: 'contested',
        reason: 'Claim c3 (weekly-2025) is new. It is final.',
        reason_zh: '新增原始数据c3（weekly-2025）。采用理由（英文）：It is final.',
      },
    ],
    [
      'another resolution of the same claims corrects',
      { 'claims.csv': apart, 'resolutions.csv': resolved('c3', 'It is final.') },
      { 'claims.csv': apart, 'resolutions.csv': resolved('c1', 'The other is a misprint.') },
      TOTAL,
      {
        class: 'corrected',
        claims: [],
        reason: 'The claims are as before; they are weighed or computed otherwise. The other is a misprint.',
      },
    ],
    [
      'a claim with another key is withdrawn from the old one',
      {},
      { 'claims.csv': moved, 'facts.csv': linesOf('facts.csv').slice(0, 1) },
      TOTAL,
      {
        class: 'withdrawn',
        new_value: '',
        difference: '',
        reason: 'Claim c1 had been copied wrongly: its flow is export, not total.',
      },
    ],
    [
      'and added to the new one',
      {},
      { 'claims.csv': moved, 'facts.csv': linesOf('facts.csv').slice(0, 1) },
      TOTAL.replace('total', 'export'),
      { class: 'added', old_value: '', claims: ['c1'] },
    ],
    [
      'what is derived from a revised figure is revised',
      {},
      { 'claims.csv': finer },
      GROWTH,
      { class: 'revised', claims: ['c3'] },
    ],
    [
      'what is derived from a corrected figure is corrected',
      {},
      { 'claims.csv': claims({ c2: { value: '90' } }) },
      GROWTH,
      { class: 'corrected', claims: ['c2'] },
    ],
    [
      'what a source states from now on is revised',
      {},
      {
        'claims.csv': claims({
          c5: {
            measure: 'change-on-year',
            value: '25',
            precision: '1',
            unit: 'percent',
            base_unit: 'CNY',
            source: 'weekly-2025',
          },
        }),
      },
      GROWTH,
      { class: 'revised', old_status: 'derived', new_status: 'stated', claims: ['c5'] },
    ],
  ])('%s', (_, old, now, id, expected) => {
    expect(on(changesBetween(old, now), id)).toMatchObject(expected);
  });

  it('leaves out what changed in words only', () => {
    expect(changesBetween({}, { 'claims.csv': claims({ c1: { note: 'A remark.' } }) })).toEqual([]);
  });

  it('finds a digit that is printed now', () => {
    const changes = changesBetween(
      { 'claims.csv': claims({ c1: { qualifier: 'more-than', precision: '1' } }) },
      { 'claims.csv': claims({ c1: { qualifier: 'more-than', precision: '0.1' } }) },
    );
    expect(on(changes, BEFORE)).toBeUndefined();
    expect(on(changes, TOTAL)).toMatchObject({ class: 'corrected', difference: '0', old_precision: '1', new_precision: '0.1' });
  });
});
