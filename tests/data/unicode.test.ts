import { parse as parseCsv } from 'csv-parse/sync';
import { csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5';
import { readSheet } from 'read-excel-file/node';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../data/fact.ts';
import type { FeedDocument } from '../../data/feed.ts';
import { toAtom } from '../../data/formats/atom.ts';
import { toCard } from '../../data/formats/card.ts';
import { toCsl } from '../../data/formats/citation/csl.ts';
import { fromColumnar, toColumnar } from '../../data/formats/columnar.ts';
import { toCsv } from '../../data/formats/csv.ts';
import { toJson } from '../../data/formats/json.ts';
import { toJsonFeed } from '../../data/formats/json-feed.ts';
import { toNdjson } from '../../data/formats/ndjson.ts';
import { toParquet } from '../../data/formats/parquet.ts';
import { toXlsx } from '../../data/formats/xlsx.ts';
import { toLandingPage } from '../../data/pages/landing.ts';
import type { Column } from '../../data/published-shape.ts';
import { computed } from './frozen.fixture.ts';

/**
 * Any text that a string can hold, through every format and back by a parser that did not write it. The table check refuses most of
 * this; a format must not be what depends on it.
 */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('\0', '\uFFFE', '\uFFFF', '\uD800', '\uDC00', '\u0085', '\u2028', '\u202E', '\uFEFF', '\u000B', '\u001F'),
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '</script>',
        '<script>',
        '<!--',
        '-->',
        '&amp;',
        '&#0;',
        '&',
        '<',
        '>',
        '"',
        "'",
        '_x0000_',
      ),
      fc.constantFrom('\r', '\n', '\r\n', '\t', ',', ';', '""', '=1+1', '@', '\\', '${', '{{', '%00', '贸易', '𠮷'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const someText = anyText.filter((text) => text.length > 0);

const { dataset, computed: made } = computed();
const { description } = dataset;
const [fact] = made.facts as [Fact];
const HEAD = { release: '2025-05-01.1', license: 'https://license.example/', attribution: 'The apples' };

/** UTF-8 has no half of a pair: what arrives of one is U+FFFD, in every format that is bytes. */
const arrived = (text: string) => text.toWellFormed();
/** hyparquet takes a byte order mark at the beginning of a text for one. */
const withoutMark = (text: string) => arrived(text).replace(/^\uFEFF/, '');

/** XML 1.0, 2.2: what may stand in a document; the rest is left out. */
const inXml = (text: string) =>
  Array.from(text)
    .filter((character) => /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(character))
    .join('');
/** XML 1.0, 2.11: a parser reads every line end as LF. */
const linesOf = (text: string) => text.replace(/\r\n?/g, '\n');

/** Reads XML strictly, throwing at the first fault, and gives the texts of the elements of a name. */
function textsIn(xml: string, name: string): string[] {
  const texts: string[] = [];
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    open.push(tag.name);
    if (tag.name === name) texts.push('');
  });
  parser.on('closetag', () => void open.pop());
  const add = (text: string) => {
    if (open.at(-1) === name) texts.push((texts.pop() ?? '') + text);
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(Buffer.from(xml).toString()).close();
  return texts;
}

/** The elements of a page with the names of their attributes, which no text may change. */
function structureOf(html: string): string[] {
  return elementsIn(html).map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(' '));
}

function elementsIn(html: string): DefaultTreeAdapterTypes.Element[] {
  const elements: DefaultTreeAdapterTypes.Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) elements.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parseHtml(Buffer.from(html).toString()));
  return elements;
}

const textOf = (element: DefaultTreeAdapterTypes.Element) =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');

/** What every object has before anything is put into it: met by chance as `toString`, which broke a workbook. */
const NAMES_OF_OBJECTS = ['toString', 'constructor', '__proto__', 'valueOf', 'hasOwnProperty'];

describe('any text in a cell', () => {
  const columns = ['source', 'note'];

  it('comes out of CSV as it went in, by csv-parse and by d3-dsv', () => {
    fc.assert(
      fc.property(anyText, someText, (source, note) => {
        const csv = Buffer.from(
          toCsv(columns, [
            { source, note },
            { source: 'after', note: 'it' },
          ]),
        ).toString();
        const expected = [columns, [arrived(source), arrived(note)], ['after', 'it']];
        expect(parseCsv(csv, { relaxColumnCount: false, recordDelimiter: '\r\n' })).toEqual(expected);
        expect(csvParseRows(csv)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('comes out of the columnar form as it went in, lists too', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ source: anyText, claims: fc.array(anyText) })), (rows) => {
        const read = fromColumnar(toColumnar(rows));
        expect(read.map(({ source, claims }) => ({ source, claims }))).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  it('comes out of JSON and NDJSON as it went in, halves of pairs too', () => {
    fc.assert(
      fc.property(someText, someText, (source, note) => {
        const rows = [
          { source, note },
          { source: 'after', note: 'it' },
        ];
        expect(JSON.parse(Buffer.from(toJson('sources', HEAD, columns, rows)).toString()).sources).toEqual(rows);
        const lines = Buffer.from(toNdjson(columns, rows)).toString().split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  const column = (name: string): Column => ({ name, kind: 'text', required: false, allowed: undefined, description: '' });

  it('comes out of Parquet as it went in, by hyparquet', async () => {
    await fc.assert(
      fc.asyncProperty(someText, someText, async (source, note) => {
        const bytes = toParquet(
          columns.map(column),
          [
            { source, note },
            { source: 'after', note: 'it' },
          ],
          { note },
        );
        expect(await parquetReadObjects({ file: bytes.slice().buffer })).toEqual([
          { source: withoutMark(source), note: withoutMark(note) },
          { source: 'after', note: 'it' },
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves a workbook whose every part is well-formed XML, with a cell that read-excel-file reads', async () => {
    await fc.assert(
      fc.asyncProperty(someText, async (note) => {
        const rows = [
          { source: 'before', note },
          { source: 'after', note: 'it' },
        ];
        const workbook = await toXlsx([{ name: 'sources', columns: columns.map(column), rows }], { note }, '2025-05-01');
        const parts = Object.entries(unzipSync(workbook));
        expect(parts.length).toBeGreaterThan(5);
        for (const [name, part] of parts) if (/\.(xml|rels)$/.test(name)) textsIn(strFromU8(part), 'none');
        const read = await readSheet(Buffer.from(workbook), 'sources');
        expect(read.map(([first]) => first)).toEqual(['source', 'before', 'after']);
        // Readers of workbooks trim and disagree on line ends; the controls and U+FFFD, which are dropped, the table check refuses
        const plain = (text: unknown) => linesOf(inXml(String(text ?? ''))).replace(/[\s\u007F-\u009F\uFFFD]+/g, '');
        if (plain(note) !== '') expect(plain(read[1]?.[1])).toBe(plain(note));
      }),
      { numRuns: 60, examples: [...NAMES_OF_OBJECTS.map((name): [string] => [name])] },
    );
  });
});

describe('any text in a feed', () => {
  const feedOf = (title: string, html: string): FeedDocument => ({
    id: 'urn:uuid:0',
    title,
    path: '/feed',
    hasJsonTwin: true,
    page: '/',
    updated: '2025-05-01T12:00:00Z',
    entries: [
      {
        id: 'urn:uuid:1',
        title,
        page: '/',
        data: '/x.json',
        released: '2025-05-01T12:00:00Z',
        topic: undefined,
        tags: [title],
        html,
      },
    ],
    archive: false,
    links: [],
    next: undefined,
  });

  it('leaves Atom well-formed for a strict parser, with all of it that XML 1.0 has', () => {
    fc.assert(
      fc.property(someText, anyText, (title, html) => {
        const xml = toAtom(feedOf(title, html), description);
        expect(textsIn(xml, 'title').map(linesOf)).toEqual([linesOf(inXml(title)), linesOf(inXml(title))]);
        expect(textsIn(xml, 'content').map(linesOf)).toEqual([linesOf(inXml(html))]);
      }),
      { numRuns: 1000 },
    );
  });

  it('comes out of JSON Feed, and of CSL, as it went in', () => {
    fc.assert(
      fc.property(someText, (title) => {
        const feed = JSON.parse(Buffer.from(toJsonFeed(feedOf(title, title), description)).toString());
        expect([feed.title, feed.items[0].title, feed.items[0].content_html]).toEqual([title, title, title]);
        const [item] = JSON.parse(
          Buffer.from(
            toCsl({
              id: 'x',
              language: 'en',
              title,
              container: undefined,
              author: title,
              version: '1',
              date: '2025-05-01',
              address: 'https://x',
              notes: [title],
              sha256: '',
            }),
          ).toString(),
        );
        expect(item.title).toContain(title);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any text in a page', () => {
  /** A fact whose every word, in both languages, is this text. */
  const saying = (text: string): Fact =>
    JSON.parse(JSON.stringify(fact), (key, value) => (WORDS.has(key) && typeof value === 'string' ? text : value));
  const WORDS = new Set(Object.entries(fact.text.en).flatMap(([key, value]) => (typeof value === 'string' ? [key] : [])));

  it('adds no element and no attribute to a card', () => {
    const plain = structureOf(String(toCard(saying('plain'), 'en')));
    expect(plain.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(someText, (text) => {
        expect(structureOf(String(toCard(saying(text), 'en')))).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });

  it('adds nothing to the landing page, and its JSON-LD says what it was given', () => {
    const page = (text: string) =>
      toLandingPage(
        {
          description: { ...description, title: { en: text, zh: text }, description: { en: text, zh: text } },
          facts: [saying(text)],
          release: { id: '2025-05-01.1', released: '2025-05-01T12:00:00Z' },
          counts: { claims: 1, stated: 1, derived: 0 },
          version: {
            version: '1.0.0',
            frozen: null,
            integrity: { 'xizang-trade.js': 'sha384-a', 'xizang-trade.css': 'sha384-b' },
          },
          structured: `${JSON.stringify({ name: text, '@type': 'Dataset' })}\n`,
        },
        'en',
      );
    const plain = structureOf(page('plain'));
    fc.assert(
      fc.property(someText, (text) => {
        const html = page(text);
        expect(structureOf(html)).toEqual(plain);
        const [data] = elementsIn(html).filter(({ attrs }) => attrs.some(({ value }) => value === 'application/ld+json'));
        expect(data && JSON.parse(textOf(data)).name).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
