import { concatenate } from '../concatenate.ts';
import type { Row } from './csv.ts';

/** Nobody asks for it by its address: it is how the Worker reads a table. */
export const COLUMNAR_TYPE = 'application/octet-stream';

/** Where the columnar form of a table lies, by the SHA-256 of its CSV: releases that have the same table share it. */
export const columnarPath = (sha256: string) => `/columnar/${sha256}`;

type Cell = Row[string];

/**
 * What the first line says, as JSON: how many rows there are, and of each column its name, how many bytes its values take, and how
 * many a place among them. Then follow, column by column, the values, each once, as JSON; and for each row the place of its value,
 * as an integer with the lowest byte first. Where no value stands twice there are no places: a row has the value in its own place.
 */
type Head = { count: number; columns: readonly { name: string; size: number; width: Width }[] };

type Width = 0 | 1 | 2 | 4;
const INTEGERS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };

/** The rows of a table, which all have the same columns. */
export function toColumnar(rows: readonly Row[]): Uint8Array {
  const columns = Object.keys(rows[0] ?? {}).map((name) => toColumn(name, rows));
  const head: Head = {
    count: rows.length,
    columns: columns.map(({ name, width, text }) => ({ name, size: text.length, width })),
  };
  const parts = columns.flatMap(({ text, places }) => [text, places]);
  return concatenate([new TextEncoder().encode(`${JSON.stringify(head)}\n`), ...parts]);
}

type Column = { name: string; text: Uint8Array; width: Width; places: Uint8Array };

function toColumn(name: string, rows: readonly Row[]): Column {
  const known = new Map<string, { cell: Cell; place: number }>();
  const placed = rows.map((row) => {
    const cell = row[name] as Cell;
    const key = JSON.stringify(cell);
    const value = known.get(key) ?? { cell, place: known.size };
    known.set(key, value);
    return value.place;
  });
  const width = known.size === rows.length ? 0 : widthFor(known.size);
  const places = width === 0 ? new Uint8Array() : new Uint8Array(INTEGERS[width].from(placed).buffer);
  return { name, text: new TextEncoder().encode(JSON.stringify([...known.values()].map(({ cell }) => cell))), width, places };
}

function widthFor(values: number): Exclude<Width, 0> {
  if (values <= 0x100) return 1;
  return values <= 0x10000 ? 2 : 4;
}

/**
 * The rows that `toColumnar` wrote, every cell as it was. A query reads two or three columns of most rows, so a row is a view that
 * looks its cells up when they are asked for: no object of its cells, which could be spread or listed.
 */
export function fromColumnar(bytes: Uint8Array): Row[] {
  let start = bytes.indexOf(NEWLINE) + 1;
  const { count, columns }: Head = JSON.parse(decode(bytes.subarray(0, start)));
  class View {
    readonly [AT]: number;
    constructor(at: number) {
      this[AT] = at;
    }
  }
  const valuesIn = new Map<string, () => readonly Cell[]>();
  for (const { name, size, width } of columns) {
    const [middle, end] = [start + size, start + size + count * width];
    const text = bytes.subarray(start, middle);
    const values = once(() => JSON.parse(decode(text)) as Cell[]);
    const places = width === 0 ? undefined : toIntegers(bytes.slice(middle, end), width);
    const get = function (this: View) {
      return values()[places === undefined ? this[AT] : (places[this[AT]] as number)];
    };
    Object.defineProperty(View.prototype, name, { get, enumerable: true });
    valuesIn.set(name, values);
    start = end;
  }
  const rows = Array.from({ length: count }, (_, at) => new View(at) as unknown as Row);
  distinct.set(rows, valuesIn);
  return rows;
}

const NEWLINE = 10;
const AT = Symbol('at');

/** Of rows that were read here, the values of each column. */
const distinct = new WeakMap<readonly Row[], ReadonlyMap<string, () => readonly Cell[]>>();

/** The values that stand in a column, each once, in the order of the rows; what `fromColumnar` read has them at hand. */
export function valuesOf(rows: readonly Row[], column: string): Iterable<Cell> {
  return distinct.get(rows)?.get(column)?.() ?? new Set(rows.flatMap((row) => row[column] ?? []));
}

/** Made when it is asked for the first time. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A copy of their own begins where integers may begin in memory. */
function toIntegers(own: Uint8Array<ArrayBuffer>, width: Exclude<Width, 0>): ArrayLike<number> {
  return new INTEGERS[width](own.buffer);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
