import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../data/issue.ts';
import { claimLine, issuesOf, linesOf } from './fixture.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const claims = linesOf('claims.csv');
const text = (lines: readonly string[], end = '\n') => `${lines.join(end)}${end}`;

/** UTF-16 as Excel writes it for “Unicode Text”, with its mark or without. */
function utf16(written: string, mark: string): Uint8Array {
  return new Uint8Array(Buffer.from(`${mark}${written}`, 'utf16le'));
}

/** In Windows-1252 as far as it goes; it has no Chinese. */
function latin(written: string): Uint8Array {
  return new Uint8Array(Buffer.from(written.replaceAll(/[\u0100-\uffff]/g, '?'), 'latin1'));
}

const GBK = new Uint8Array([
  ...encode('milestone,date,area,partner,topic,summary,source,note\nm,2024,xizang,world,totals,'),
  0xce,
  0xf7,
  0xb2,
  0xd8,
  10,
]);

describe('a table that was saved in another way is told so once, with what to do', () => {
  it.each<[how: string, bytes: Uint8Array, message: RegExp]>([
    [
      'with semicolons',
      encode(text(claims).replaceAll(',', ';')),
      /^The columns are separated by semicolons\. Save the file with commas\./,
    ],
    ['with tabs', encode(text(claims).replaceAll(',', '\t')), /^The columns are separated by tabs\./],
    [
      'with bars, quotes and a mark',
      encode(`\ufeff"${text(claims).replaceAll(',', '"|"').replaceAll('\n', '"\n"')}`),
      /separated by vertical bars/,
    ],
    [
      'with semicolons and a quote in it',
      encode(text(claims).replaceAll(',', ';').replace('c1', 'c"1')),
      /separated by semicolons/,
    ],
    ['with a line for Excel', encode(`sep=,\n${text(claims)}`), /^The first line tells Excel.*Remove it/],
    ['as UTF-16', utf16(text(claims), '\ufeff'), /^The file was saved as UTF-16, which Excel calls “Unicode Text”\./],
    ['as UTF-16 without its mark', utf16(text(claims), ''), /saved as UTF-16/],
    ['with the line ends of old Macintosh programs', encode(text(claims, '\r')), /^The lines end with CR alone/],
    [
      'with a header in capitals',
      encode(text([claims[0]?.toUpperCase() ?? '', ...claims.slice(1)])),
      /in capitals.*Write claim,indicator,/,
    ],
    [
      'with blanks in its header',
      encode(text([claims[0]?.replaceAll(',', ', ') ?? '', ...claims.slice(1)])),
      /blanks beside them/,
    ],
    [
      'with empty columns at its end',
      encode(text(claims.map((line) => `${line},,`))),
      /^There are 2 empty columns at the end of each row/,
    ],
    ['with a line that is none', encode(`${text(claims)}${','.repeat(200_000)}\n`), /more than 100000 characters/],
    ['as something else', encode(','.repeat(200_000)), /200001 columns|more than 100000 characters|empty columns/],
  ])('%s', (_, bytes, message) => {
    expect(issuesOf({ 'claims.csv': bytes }).map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
  });

  it.each<[how: string, bytes: Uint8Array, message: RegExp]>([
    [
      'in Windows-1252',
      latin(text(linesOf('milestones.csv')).replace('A port', 'Ein großes Tor')),
      /^The file is not in UTF-8 but in .*Windows-1252/,
    ],
    ['in GBK', GBK, /^The file is not in UTF-8 but in GBK/],
    [
      'in UTF-8 after letters were lost',
      encode(text(linesOf('milestones.csv')).replace('port', 'p\ufffdrt')),
      /^A letter was lost/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(issuesOf({ 'milestones.csv': bytes }).map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
  });

  it('with empty rows, however many', () => {
    const rows = [...claims, ','.repeat(20), '', ' , ,', '""'];
    expect(issuesOf({ 'claims.csv': rows }).map(formatIssue)).toEqual([
      'data/tables/claims.csv:4:1: 4 rows are empty, from here to line 7. Remove them.',
    ]);
    expect(issuesOf({ 'claims.csv': [...claims, ''] }).map(({ message }) => message)).toEqual(['This row is empty. Remove it.']);
  });
});

describe('cells that a spreadsheet has rewritten', () => {
  it.each([
    [{ value: '8.47E+09' }, /value "8\.47E\+09" is in scientific notation/],
    [{ value: '"8,47E+09"' }, /scientific notation/],
    [{ value: '"8,479,000,000"' }, /has separators between thousands.*plain digits/],
    [{ value: '"8.479.000"' }, /is not a number/],
    [{ value: '8 479 000' }, /separators between thousands/],
    [{ value: '"14,6"' }, /has a decimal comma.*Write a point/],
    [{ period_start: '01/01/2024' }, /period_start "01\/01\/2024" is a date as a spreadsheet writes it/],
    [{ period_start: 'Jan-24' }, /date as a spreadsheet writes it/],
    [{ period_start: '1.1.2024' }, /date as a spreadsheet writes it/],
    [{ period_start: '2024/01' }, /date as a spreadsheet writes it/],
  ])('%j', (cells, message) => {
    const found = issuesOf({ 'claims.csv': [claims[0] ?? '', claimLine({ claim: 'c1', ...cells }), claims[2] ?? ''] });
    expect(found.map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
  });

  it('are told once where they are many', () => {
    const rows = Array.from({ length: 40 }, (_, index) => claimLine({ claim: `x${index}`, value: `"${index + 1},000"` }));
    const found = issuesOf({ 'claims.csv': [...claims, ...rows] });
    expect(found.map(formatIssue)).toEqual([
      expect.stringMatching(
        /claims\.csv:4:\d+: value "1,000" has separators.*39 more cells of this column have the same fault, to line 43\.$/,
      ),
    ]);
  });
});

describe('a text', () => {
  const noteOf = (note: string) =>
    issuesOf({
      'claims.csv': [
        claims[0] ?? '',
        claimLine({ claim: 'c1', note: JSON.stringify(note).replaceAll('\\"', '""') }),
        claims[2] ?? '',
      ],
    }).map(({ message }) => message);
  const raw = (note: string) =>
    issuesOf({
      'claims.csv': encode(text([claims[0] ?? '', claimLine({ claim: 'c1', note: `"${note}"` }), claims[2] ?? ''])),
    }).map(({ message }) => message);

  it.each([
    ['a mark of direction', 'a\u202eb', /nobody sees/],
    ['a blank without width', 'a\u200bb', /nobody sees/],
    ['a joiner between Latin letters', 'a\u200db', /nobody sees/],
    ['a soft hyphen', 'a\u00adb', /nobody sees/],
    ['a filler', 'a\u3164b', /nobody sees/],
    ['a mark of byte order', 'a\ufeffb', /nobody sees/],
    ['a blank at its beginning', ' a', /begins with a blank/],
    ['a blank at its end', 'a ', /ends with a blank/],
    ['a hard blank alone', '\u00a0', /begins with a blank/],
    ['a wide blank alone', '\u3000', /begins with a blank/],
    ['a line feed', 'a\nb', /line break/],
    ['a line feed before a formula', '\n=1+1', /begins with a blank/],
    ['a line separator', 'a\u2028b', /line break/],
    ['a formula in full width', '\uff1d1+1', /formula/],
    ['a formula after nothing', '\u200b=1+1', /nobody sees/],
    ['a character of private use', 'a\ue000b', /means nothing to others/],
    ['lost letters', '2025年??货物', /letters were lost/],
    ['a lost letter in a word', 'Xi?zang', /letters were lost/],
    ['UTF-8 read as Windows-1252', 'itâ€™s', /another encoding/],
    ['Chinese read as Windows-1252', 'è¥¿è—\u008f'.replace('\u008f', '\u201d'), /another encoding/],
  ])('may not have %s', (_, note, message) => {
    expect(raw(note)).toEqual([expect.stringMatching(message)]);
  });

  it.each(['Does it fit?', 'São Tomé, Łódź', '西藏：“一带一路”', 'क्‍ष', 'نمی‌خواهم', '1 − 2 = −1', 'naïve café – “quoted”'])(
    'may be %s',
    (note) => {
      expect(noteOf(note)).toEqual([]);
    },
  );
});

describe('what was lost is told for every column of Chinese', () => {
  const codes = linesOf('codes.csv');
  it.each([
    ['label_zh of a code', { 'codes.csv': codes.map((line) => line.replace('西藏', '?')) }, 'codes.csv:2:20'],
    [
      'label_zh of an indicator',
      { 'indicators.csv': linesOf('indicators.csv').map((line) => line.replace('货物贸易', 'goods')) },
      'indicators.csv:2:25',
    ],
    ['a remark', { 'facts.csv': linesOf('facts.csv').map((line) => line.replace(/,,$/, ',A remark.,Eine.')) }, 'facts.csv:2:91'],
    [
      'a title',
      { 'sources.csv': linesOf('sources.csv').map((line) => line.replace('Trade grows', '?').replace(',en,', ',zh,')) },
      'sources.csv:2:20',
    ],
  ])('%s', (_, changes, at) => {
    expect(issuesOf(changes).map(formatIssue)).toEqual([expect.stringContaining(`data/tables/${at}: `)]);
  });

  it('but not where a name is the same in both languages, or has no letters', () => {
    expect(
      issuesOf({ 'codes.csv': [...codes.map((line) => line.replace('日报', 'The Daily')), 'unit,fold,times,%,Times.,'] }),
    ).toEqual([]);
  });
});

describe('a number', () => {
  const complaintsAt = (value: string, precision: string) =>
    issuesOf({ 'claims.csv': [claims[0] ?? '', claimLine({ claim: 'c1', value, precision }), claims[2] ?? ''] }).map(
      ({ message }) => message,
    );
  it.each([
    ['9'.repeat(400), '1'],
    ['1234567890123456', '1'],
    ['0.1234567890123456', '0.0000000000000001'],
  ])('that no double holds to its last digit is refused: %s', (value, precision) => {
    expect(complaintsAt(value, precision)[0]).toMatch(/has more digits than a number in JSON/);
  });
  it('of fifteen digits is held', () => {
    expect(complaintsAt('123456789012345', '1')).toEqual([]);
  });
});

describe('an address', () => {
  const urlOf = (url: string) =>
    issuesOf({ 'sources.csv': linesOf('sources.csv').map((line) => line.replace('https://daily.example/1', url)) }).map(
      ({ message }) => message,
    );
  it.each([
    'https://example.com/a b',
    'https://user:pw@example.com/',
    'https://example.com/\u202e',
    'ftp://example.com/',
    'https://example.com/"x',
  ])('may not be %j', (url) => {
    expect(urlOf(url.includes('"') ? `"${url.replaceAll('"', '""')}"` : url)).toEqual([
      expect.stringMatching(/is not a web address/),
    ]);
  });

  const described = (change: (text: string) => string) =>
    issuesOf({ 'dataset.json': encode(change(linesOf('dataset.json').join(''))) }).map(({ message }) => message);
  it.each<[what: string, from: string, to: string, message: RegExp]>([
    ['a licence', 'https://creativecommons.org/licenses/by/4.0/', 'javascript:alert(1)', /license\.url: is not a web address/],
    ['an origin with a path', '"https://apples.example"', '"https://apples.example/data"', /origin: is not an origin/],
    ['an origin with a user', '"https://apples.example"', '"https://a:b@apples.example"', /origin: is not an origin/],
    ['an origin of another scheme', '"https://apples.example"', '"javascript:alert(1)"', /origin: is not an origin/],
    ['a contact', 'https://apples.example/#contact', 'data:text/html,x', /contact: is not the address/],
    ['a title with NUL', '"Apples"', '"Ap\\u0000ples"', /title\.en: has a control character/],
  ])('%s is refused in dataset.json', (_, from, to, message) => {
    expect(described((written) => written.replace(from, to))).toEqual([expect.stringMatching(message)]);
  });
});

describe('what has no room', () => {
  it('in a card is refused: an address in a remark', () => {
    const facts = linesOf('facts.csv').map((line) =>
      line.replace(/,,$/, ',See https://www.example.org/a/long/address/without/any/break.html,见注。'),
    );
    expect(issuesOf({ 'facts.csv': facts }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/word of more than 45 characters/),
    ]);
  });
  it('in an address is refused: a code of 300 letters', () => {
    const facts = linesOf('facts.csv').map((line) => line.replace('total-2024', 'a'.repeat(300)));
    expect(issuesOf({ 'facts.csv': facts }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/more than 60 characters/),
    ]);
  });
});
