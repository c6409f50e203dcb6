import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../data/formats/csv.ts';
import { toJson } from '../../data/formats/json.ts';
import { toUrn } from '../../data/formats/uuid.ts';

describe('toCsv', () => {
  it('writes a header, CRLF, and lists joined by spaces', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          { a: '1', b: ['x', 'y'] },
          { a: '', b: [] },
        ],
      ),
    ).toBe('a,b\r\n1,x y\r\n,\r\n');
  });

  it.each(['a,b', 'a"b', 'a\nb', 'a\rb'])('puts quotes round %j', (cell) => {
    expect(toCsv(['x'], [{ x: cell }])).toBe(`x\r\n"${cell.replace('"', '""')}"\r\n`);
  });

  it('gives back every cell when another parser reads it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { minLength: 1 }), (rows) => {
        const csv = toCsv(
          ['a', 'b'],
          rows.map(([a, b]) => ({ a, b })),
        );
        expect(parse(csv, { record_delimiter: '\r\n', relax_column_count: true })).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });
});

describe('toJson', () => {
  it('has numbers as numbers, lists as lists, and null for an empty cell', () => {
    const head = { release: '2026-01-01.1', license: 'l', attribution: 'a' };
    const text = toJson(
      'apples',
      head,
      ['apple', 'value', 'note', 'claims'],
      [
        { apple: '1', value: '8479000000.5', note: '', claims: ['c1'] },
        { apple: '2', value: '-0.1', note: '=', claims: [] },
      ],
    );
    expect(JSON.parse(text)).toEqual({
      ...head,
      count: 2,
      apples: [
        { apple: '1', value: 8479000000.5, note: null, claims: ['c1'] },
        { apple: '2', value: -0.1, note: '=', claims: [] },
      ],
    });
    expect(text.split('\n').filter((line) => line.startsWith('{"apple"'))).toHaveLength(2);
  });
});

describe('toUrn', () => {
  it('gives the same permanent id for ever', () => {
    const namespace = '774b80a7-48c2-49a7-9927-34acd65e432f';
    expect(toUrn('fact/total-2025', { namespace })).toBe('urn:uuid:ae5a1b82-e3c9-5cd7-826e-9b33a24131e7');
    // Another dataset has others
    expect(toUrn('fact/total-2025', { namespace: '3a2bd0a4-6c8a-4a49-a7f3-0f9f8a5fb0e1' })).not.toContain('ae5a1b82');
  });
});
