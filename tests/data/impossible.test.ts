import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../data/issue.ts';
import { claimLine, issuesOf, linesOf } from './fixture.ts';

const TODAY = '2025-06-30';
const claims = linesOf('claims.csv');
const found = (changes: Parameters<typeof issuesOf>[0]) => issuesOf(changes, TODAY).map(formatIssue);
const withClaim = (cells: Record<string, string>) =>
  found({ 'claims.csv': [...claims, claimLine({ claim: 'c3', partner: 'NP', ...cells })] });
const withPublished = (date: string) =>
  found({ 'sources.csv': linesOf('sources.csv').map((line) => line.replace('2025-01-20', date)) });

describe('dates that cannot be', () => {
  it('are none in the smallest dataset', () => expect(found({})).toEqual([]));

  it.each([
    ['2062-01-30', /sources\.csv:2:\d+: published "2062-01-30" is later than today, 2025-06-30\./],
    ['2025-07', /published "2025-07" is later than today/],
    ['2026', /published "2026" is later than today/],
    ['1905-07-08', /claims\.csv:2:\d+: period_end "2024-12" is later than its source "daily-2025" was published, 1905-07-08/],
    ['2024-12-30', /period_end "2024-12" is later than its source/],
  ])('a source of %s', (date, message) => {
    expect(withPublished(date)).toEqual([expect.stringMatching(message)]);
  });

  it.each(['2025', '2025-01', '2024-12', '2024-12-31', ''])('but a source of %j may print what it prints', (date) => {
    expect(withPublished(date)).toEqual([]);
  });

  it.each([
    [{ period_start: '2205-01', period_end: '2205-12' }, /period_end "2205-12" is later than its source/],
    [{ period_start: '2025-01-01', period_end: '2025-01-21' }, /period_end "2025-01-21" is later/],
  ])('a claim of %j', (cells, message) => {
    expect(withClaim(cells)).toEqual([expect.stringMatching(message)]);
  });

  it('but not where the source looks ahead', () => {
    expect(withClaim({ period_start: '2030-01', period_end: '2030-12', qualifier: 'estimated' })).toEqual([]);
  });

  it('a milestone in the future', () => {
    const milestones = linesOf('milestones.csv').map((line) => line.replace('2024-05', '2025-07-01'));
    expect(found({ 'milestones.csv': milestones })).toEqual([
      expect.stringMatching(/milestones\.csv:2:9: date "2025-07-01" is later than today/),
    ]);
  });
});

describe('one document as two sources', () => {
  it.each([
    'https://daily.example/1',
    'http://daily.example/1',
    'https://DAILY.example/1/',
    'https://www.daily.example/1#top',
    'https://daily.example/1?utm_source=x&fbclid=2',
  ])('is refused, whatever its address looks like: %s', (url) => {
    const sources = linesOf('sources.csv').map((line) => line.replace('weekly-2025,B,weekly,,', `weekly-2025,B,weekly,,${url}`));
    expect(found({ 'sources.csv': sources })).toEqual([
      expect.stringMatching(/sources\.csv:3:\d+: url ".*" is the address of source "daily-2025" too\. Cite that one/),
    ]);
  });

  it('is not one where the address asks for another', () => {
    const sources = linesOf('sources.csv').map((line) =>
      line.replace('weekly-2025,B,weekly,,', 'weekly-2025,B,weekly,,https://daily.example/1?id=2'),
    );
    expect(found({ 'sources.csv': sources })).toEqual([]);
  });
});

describe('levels that cannot be', () => {
  it.each([
    [{ value: '-39', precision: '1', unit: 'vehicles' }, /value "-39" is below zero, which only a balance can be/],
    [{ value: '-100' }, /below zero/],
    [{ value: '1234.5', precision: '0.1', unit: 'vehicles' }, /value "1234\.5" is not a whole number, and vehicles are counted/],
  ])('%j', (cells, message) => {
    expect(withClaim(cells)).toEqual([expect.stringMatching(message)]);
  });

  it('but a balance may be below zero, and a change as well', () => {
    const codes = [...linesOf('codes.csv'), 'flow,balance,balance,差额,Out less in.,total'];
    const rows = [
      claimLine({ claim: 'c3', flow: 'balance', value: '-100' }),
      claimLine({
        claim: 'c4',
        partner: 'NP',
        measure: 'change-on-year',
        unit: 'percent',
        base_unit: 'CNY',
        value: '-3.5',
        precision: '0.1',
      }),
    ];
    expect(found({ 'codes.csv': codes, 'claims.csv': [...claims, ...rows] })).toEqual([]);
  });
});

it('ids that differ in their case only are refused', () => {
  expect(withClaim({ claim: 'C1' })).toEqual([expect.stringMatching(/claim "C1" stands twice/)]);
});
