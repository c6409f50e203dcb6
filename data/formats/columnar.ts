import type { Row } from './csv.ts';

/** Nobody asks for it by its address: it is how the Worker reads a table. */
export const COLUMNAR_TYPE = 'application/octet-stream';

/** Where the columnar form of a table lies, by the SHA-256 of its CSV: releases that have the same table share it. */
export const columnarPath = (sha256: string) => `/columnar/${sha256}`;

type Cell = Row[string];

/** `places` says for each row which of the values it has; without it each row has the value in its own place. */
type Column = { values: readonly Cell[]; places?: readonly number[] };

/** Column by column, each value once: fewer bytes than CSV, and far faster to read. */
type Columnar = { count: number; columns: Readonly<Record<string, Column>> };

/** The rows of a table, which all have the same columns, as JSON, column by column. */
export function toColumnar(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const columns = Object.fromEntries(names.map((name) => [name, toColumn(rows.map((row) => row[name] as Cell))]));
  return `${JSON.stringify({ count: rows.length, columns } satisfies Columnar)}\n`;
}

function toColumn(cells: readonly Cell[]): Column {
  const values = new Map<string, { cell: Cell; place: number }>();
  const places = cells.map((cell) => {
    const name = JSON.stringify(cell);
    const value = values.get(name) ?? { cell, place: values.size };
    values.set(name, value);
    return value.place;
  });
  const distinct = [...values.values()].map(({ cell }) => cell);
  return distinct.length === cells.length ? { values: distinct } : { values: distinct, places };
}

/**
 * The rows that `toColumnar` wrote, every cell as it was. A row is a view that looks its cells up when they are asked for, because
 * a query reads two or three columns of most rows; it is no object of its cells that could be spread or listed.
 */
export function fromColumnar(text: string): Row[] {
  const { count, columns }: Columnar = JSON.parse(text);
  class View {
    readonly [AT]: number;
    constructor(at: number) {
      this[AT] = at;
    }
  }
  for (const [name, { values, places }] of Object.entries(columns)) {
    const get =
      places === undefined
        ? function (this: View) {
            return values[this[AT]];
          }
        : function (this: View) {
            return values[places[this[AT]] as number];
          };
    Object.defineProperty(View.prototype, name, { get, enumerable: true });
  }
  return Array.from({ length: count }, (_, at) => new View(at) as unknown as Row);
}

const AT = Symbol('at');
