import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../data/issue.ts';
import { observe, resolveClaims } from './fixture.ts';

const ID = 'goods-trade_2024_xizang_world_total_operator-location_cny';

describe('resolve', () => {
  it('takes a single claim as it is, with its bounds', () => {
    expect(observe([{ claim: 'c1' }])).toMatchObject({
      observation: ID,
      value: '100',
      lower: '95',
      upper: '110',
      status: 'stated',
      claims: ['c1'],
    });
  });

  it('prefers the claim with the narrowest bounds and narrows them by those that agree', () => {
    const observation = observe([
      { claim: 'c1', value: '100', precision: '100' },
      { claim: 'c2', value: '104', precision: '1', source: 'weekly-2025' },
    ]);
    expect(observation).toMatchObject({
      value: '104',
      lower: '103.5',
      upper: '105',
      claims: ['c2', 'c1'],
      claims_against: [],
      status: 'stated',
    });
  });

  it('narrows the bounds by a claim that is open on one side', () => {
    const observation = observe([{ claim: 'c1' }, { claim: 'c2', qualifier: 'more-than', source: 'weekly-2025' }]);
    expect(observation).toMatchObject({ value: '100', lower: '100', upper: '110', qualifier: 'exact' });
  });

  it('prefers the better grade among equally narrow claims, then the smaller id', () => {
    expect(
      observe([
        { claim: 'a', source: 'weekly-2025' },
        { claim: 'b', source: 'daily-2025' },
      ]).claims,
    ).toEqual(['b', 'a']);
  });

  it('keeps the qualifier of the preferred claim', () => {
    expect(observe([{ claim: 'c1', qualifier: 'nearly' }])).toMatchObject({ qualifier: 'nearly', lower: '', upper: '100' });
  });

  it.each(['ambiguous', 'converted'])('publishes an %s claim beside the observation and never computes with it', (qualifier) => {
    const observation = observe([{ claim: 'c1' }, { claim: 'c2', value: '5000', qualifier, source: 'weekly-2025' }]);
    expect(observation).toMatchObject({ value: '100', status: 'stated', claims: ['c1'], claims_beside: ['c2'] });
  });

  it('still gives an observation, without bounds, to a key that has only such claims', () => {
    expect(observe([{ claim: 'c1', qualifier: 'ambiguous' }])).toMatchObject({
      value: '100',
      qualifier: 'ambiguous',
      lower: '',
      upper: '',
    });
  });

  it('stops at a new conflict with an issue that shows both claims', () => {
    const { issues } = resolveClaims([{ claim: 'c1' }, { claim: 'c2', value: '120', source: 'weekly-2025' }]);
    expect(issues.map(formatIssue)).toEqual([
      `data/tables/claims.csv:2:91: The claims on ${ID} disagree: c1 (exact 100, daily-2025) and c2 (exact 120, weekly-2025). ` +
        'Correct one, or name the preferred claim and the reason in resolutions.csv.',
    ]);
  });

  it('settles a conflict by a resolution, and keeps what speaks against it', () => {
    const claims = [{ claim: 'c1' }, { claim: 'c2', value: '120', source: 'weekly-2025' }];
    expect(observe(claims, [`${ID},c2,weekly-2025,It is the final figure.`])).toMatchObject({
      value: '120',
      lower: '115',
      upper: '130',
      status: 'contested',
      claims: ['c2'],
      claims_against: ['c1'],
      reason: 'It is the final figure.',
    });
  });

  it.each([
    ['nothing is contested', `${ID},c1,daily-2025,why`, [{ claim: 'c1' }], /is not contested/],
    ['there is no such key', 'apples,c1,daily-2025,why', [{ claim: 'c1' }], /has no claims/],
    [
      'the claim is on another key',
      `${ID},c3,daily-2025,why`,
      [{ claim: 'c1' }, { claim: 'c2', value: '120', source: 'weekly-2025' }, { claim: 'c3', partner: 'NP' }],
      /claim "c3" is not one that can be preferred/,
    ],
  ])('complains of a resolution where %s', (_, resolution, claims, message) => {
    const { issues } = resolveClaims(claims, [resolution]);
    expect(issues.map(formatIssue)).toEqual([expect.stringMatching(message)]);
  });

  it('does not mix bases, units or codes', () => {
    const { observations } = resolveClaims([
      { claim: 'c1' },
      { claim: 'c2', basis: 'port', value: '900' },
      { claim: 'c3', unit: 'vehicles', value: '50' },
      { claim: 'c4', enterprise: 'private', value: '70' },
    ]);
    expect(observations.map(({ observation, claims }) => [observation, claims])).toEqual([
      ['goods-trade_2024_xizang_world_total_operator-location_cny', ['c1']],
      ['goods-trade_2024_xizang_world_total_operator-location_vehicles', ['c3']],
      ['goods-trade_2024_xizang_world_total_port_cny', ['c2']],
      ['goods-trade_2024_xizang_world_total_private_operator-location_cny', ['c4']],
    ]);
  });

  it('gives the same observations whatever the order of the claims', () => {
    const claims = [
      { claim: 'c1', value: '100', precision: '100' },
      { claim: 'c2', value: '104', precision: '1', source: 'weekly-2025' },
      { claim: 'c3', partner: 'NP' },
      { claim: 'c4', period_start: '2023-01', period_end: '2023-12' },
      { claim: 'c5', qualifier: 'more-than', source: 'weekly-2025', partner: 'NP' },
    ];
    const expected = resolveClaims(claims).observations;
    fc.assert(
      fc.property(fc.shuffledSubarray(claims, { minLength: claims.length }), (shuffled) => {
        expect(resolveClaims(shuffled).observations).toEqual(expected);
      }),
    );
  });
});
