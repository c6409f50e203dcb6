import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../data/issue.ts';
import { read } from '../../data/read.ts';
import { claimLine, issuesOf, linesOf, tables } from './fixture.ts';

const claims = linesOf('claims.csv');
const sources = linesOf('sources.csv');
const encode = (text: string) => new TextEncoder().encode(text);

/** The claims with the first one's cells changed. */
const withClaim = (cells: Record<string, string>) => ({
  'claims.csv': [claims[0] ?? '', claimLine({ claim: 'c1', ...cells }), claims[2] ?? ''],
});
/** The sources with these lines after them. */
const withSource = (...lines: string[]) => ({ 'sources.csv': [...sources, ...lines] });

describe('read', () => {
  it('accepts the smallest dataset', () => {
    expect(read(tables()).issues).toEqual([]);
  });

  it('accepts a byte order mark and CRLF', () => {
    const text = `\ufeff${claims.join('\r\n')}\r\n`;
    const { dataset } = read(tables({ 'claims.csv': encode(text) }));
    expect(dataset?.claims.rows.map(({ claim, note }) => [claim, note])).toEqual([
      ['c1', ''],
      ['c2', ''],
    ]);
  });

  it.each<[problem: string, changes: Parameters<typeof issuesOf>[0], at: string, message: RegExp]>([
    [
      'an unknown column',
      { 'sources.csv': sources.map((line, i) => `${line},${i ? '' : 'colour'}`) },
      'sources.csv:1:73',
      /no column "colour".*Use source, grade/,
    ],
    [
      'a missing column',
      { 'sources.csv': sources.map((line) => line.replace(/,[^,]*$/, '')) },
      'sources.csv:1:1',
      /column "note" is missing.*Add it/,
    ],
    [
      'a column twice',
      {
        'milestones.csv': [
          'milestone,date,area,partner,topic,summary,source,note,note',
          'm,2024,xizang,world,totals,x,daily-2025,,',
        ],
      },
      'milestones.csv:1:55',
      /"note"/,
    ],
    ['a cell too few', withSource('third-2025,A,daily'), 'sources.csv:4:1', /3 cells, the header 9/],
    [
      'a cell too many',
      { 'sources.csv': [sources[0] ?? '', `${sources[1]},x`, sources[2] ?? ''] },
      'sources.csv:2:1',
      /10 cells, the header 9/,
    ],
    ['a malformed number', withClaim({ value: '1_0' }), 'claims.csv:2:91', /value "1_0" is not a number\. Write plain digits/],
    [
      'a number with separators',
      withClaim({ value: '"1,000"' }),
      'claims.csv:2:91',
      /value "1,000" has separators between thousands\. Format the column as text/,
    ],
    ['a place value that is none', withClaim({ precision: '5' }), 'claims.csv:2:95', /precision "5" is not a place value/],
    [
      'a malformed period',
      withClaim({ period_start: '2024-13' }),
      'claims.csv:2:22',
      /period_start "2024-13" is not a month or a day/,
    ],
    [
      'a day that no calendar has',
      withClaim({ period_start: '2024-02-30', period_end: '2024-03-01' }),
      'claims.csv:2:22',
      /"2024-02-30"/,
    ],
    [
      'a malformed URL',
      { 'sources.csv': [sources[0] ?? '', 'daily-2025,A,daily,t,www.daily.example,2025-01-20,,en,', sources[2] ?? ''] },
      'sources.csv:2:22',
      /url "www\.daily\.example" is not a web address/,
    ],
    [
      'a URL of another scheme',
      { 'sources.csv': [sources[0] ?? '', 'daily-2025,A,daily,t,javascript:alert(1),2025-01-20,,en,', sources[2] ?? ''] },
      'sources.csv:2:22',
      /not a web address/,
    ],
    ['an empty required cell', withClaim({ value: '' }), 'claims.csv:2:91', /value "" is not a number/],
    [
      'an empty summary',
      { 'milestones.csv': [linesOf('milestones.csv')[0] ?? '', 'm,2024,xizang,world,totals,,daily-2025,'] },
      'milestones.csv:2:28',
      /summary "" is empty\. Fill it in/,
    ],
    ['an unknown code of a dimension', withClaim({ partner: 'XX' }), 'claims.csv:2:45', /partner "XX" is not in codes\.csv/],
    ['an unknown reporter', withClaim({ reporter: 'nobody' }), 'claims.csv:2:109', /reporter "nobody" is not in codes\.csv/],
    [
      'an unknown publisher',
      { 'sources.csv': [sources[0] ?? '', 'daily-2025,A,hourly,,,2025-01-20,,en,', sources[2] ?? ''] },
      'sources.csv:2:14',
      /publisher "hourly"/,
    ],
    [
      'an unknown parent',
      { 'codes.csv': [...linesOf('codes.csv'), 'area,lhasa,Lhasa,拉萨,The city.,tibet'] },
      'codes.csv:22:31',
      /parent "tibet"/,
    ],
    [
      'an unknown indicator',
      withClaim({ indicator: 'tourism' }),
      'claims.csv:2:4',
      /indicator "tourism" is not in indicators\.csv/,
    ],
    [
      'a unit that the indicator does not allow',
      withClaim({ unit: 'percent' }),
      'claims.csv:2:98',
      /unit "percent" is not a unit of goods-trade\. Write one of: CNY vehicles/,
    ],
    [
      'a rate in a unit of levels',
      withClaim({ measure: 'change-on-year', base_unit: 'CNY' }),
      'claims.csv:2:107',
      /unit "CNY" is not one of a change-on-year/,
    ],
    [
      'a rate without the unit of its levels',
      withClaim({ measure: 'change-on-year', unit: 'percent' }),
      'claims.csv:2:115',
      /base_unit "" is empty/,
    ],
    ['a level with a base', withClaim({ base_unit: 'CNY' }), 'claims.csv:2:102', /base_unit "CNY" stands beside a level/],
    [
      'digits finer than the precision',
      withClaim({ value: '101' }),
      'claims.csv:2:91',
      /value "101" has digits finer than its precision 10/,
    ],
    [
      'an end before the start',
      withClaim({ period_end: '2023-12' }),
      'claims.csv:2:30',
      /period_end "2023-12" lies before the period's start, 2024-01/,
    ],
    [
      'a duplicate id',
      { 'claims.csv': [...claims, claimLine({ claim: 'c1', partner: 'NP' })] },
      'claims.csv:4:1',
      /claim "c1" stands twice/,
    ],
    [
      'a code twice in other letters',
      { 'codes.csv': [...linesOf('codes.csv'), 'partner,np,Nepal,尼泊尔,Again.,'] },
      'codes.csv:22:9',
      /stands twice/,
    ],
    [
      'a code of two breakdowns',
      { 'codes.csv': [...linesOf('codes.csv'), 'product,private,x,x,x,all'] },
      'codes.csv:22:9',
      /code "private" of product is a code of enterprise too/,
    ],
    [
      'the same key twice from one source',
      { 'claims.csv': [...claims, claimLine({ claim: 'c3', value: '110' })] },
      'claims.csv:4:1',
      /claim "c3" has the source and the key of claim "c1"/,
    ],
    [
      'a source that does not exist',
      withClaim({ source: 'monthly-2025' }),
      'claims.csv:2:117',
      /source "monthly-2025" is not in sources\.csv/,
    ],
    [
      'a source that nothing cites',
      withSource('third-2025,A,daily,,,2025-03-01,,en,'),
      'sources.csv:4:1',
      /source "third-2025" is cited by nothing/,
    ],
    [
      'text that a spreadsheet would run',
      withClaim({ note: '=1+1' }),
      'claims.csv:2:128',
      /note "=1\+1" begins with a character that a spreadsheet would run/,
    ],
    ['a control character', withClaim({ note: 'a\u0007b' }), 'claims.csv:2:128', /control character/],
    [
      'invalid UTF-8',
      { 'milestones.csv': new Uint8Array([...encode('milestone,\n'), 0x61, 0xff, 0x62]) },
      'milestones.csv:2:2',
      /not in UTF-8 but in .*Windows-1252.*choose “CSV UTF-8/,
    ],
    ['a quote that is never closed', { 'milestones.csv': encode('milestone,date\n"m,2024\n') }, 'milestones.csv:2:1', /not CSV/],
    ['an empty file', { 'milestones.csv': encode('') }, 'milestones.csv:1:1', /empty/],
    ['a missing file', { 'codes.csv': undefined }, 'codes.csv:1:1', /missing/],
    ['a description that is not JSON', { 'dataset.json': encode('{') }, 'dataset.json:1:1', /not JSON/],
    [
      'a description without a title',
      { 'dataset.json': encode(linesOf('dataset.json').join('').replace('"contact":"https://apples.example/#contact",', '')) },
      'dataset.json:1:1',
      /contact: is not the address of a page or of mail/,
    ],
    [
      'a resolution of a claim that is not there',
      { 'resolutions.csv': ['observation,claim,source,reason', 'x,c7,daily-2025,why'] },
      'resolutions.csv:2:3',
      /claim "c7" is not in claims\.csv/,
    ],
    [
      'a fact without an observation',
      { 'facts.csv': [linesOf('facts.csv')[0] ?? '', 'x,totals,,nothing,,'] },
      'facts.csv:2:11',
      /observation "nothing" does not exist/,
    ],
  ])('reports %s where it stands', (_, changes, at, message) => {
    const found = issuesOf(changes).map(formatIssue);
    expect(found.filter((line) => line.startsWith(`data/tables/${at}: `))).toEqual([expect.stringMatching(message)]);
  });

  it('reports every problem of every table at once, in reading order', () => {
    const found = issuesOf({ ...withClaim({ value: 'x', partner: 'a b' }), ...withSource('third-2025,D,daily,,,,,en,') });
    expect(found.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'claims.csv:2:45',
      'claims.csv:2:89',
      'sources.csv:4:12',
    ]);
  });

  it('does not complain of references to a row that is itself wrong', () => {
    const found = issuesOf({ 'sources.csv': [sources[0] ?? '', 'daily-2025,D,daily,,,2025-01-20,,en,', sources[2] ?? ''] });
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/^grade "D"/)]);
  });

  it('counts columns across quoted cells and lines across line breaks in them', () => {
    const found = issuesOf(
      withSource('third-2025,A,daily,"a ""b"", c",ftp://x,2025-01-01,,en,', 'fourth-2025,A,daily,"two', 'lines",x,,,en,'),
    );
    expect(found.map(({ line, column }) => [line, column])).toEqual([
      [4, 33],
      // The line break itself, which a text may not have
      [5, 21],
      [6, 8],
    ]);
  });
});
