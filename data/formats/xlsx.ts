import { strFromU8, strToU8, unzipSync } from 'fflate';
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/universal';
import type { Column } from '../published-shape.ts';
import type { Row } from './csv.ts';
import { toZip } from './zip.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One sheet: a table with its name. */
export type SheetOfTable = { name: string; columns: readonly Column[]; rows: readonly Row[] };

/**
 * A workbook with one sheet for each table, and a last one that says what it is. Numbers are numbers; lists are joined by
 * spaces, as in CSV; the header is frozen. What the library packs is packed again, with fixed dates and in one order.
 */
export async function toXlsx(
  tables: readonly SheetOfTable[],
  about: Readonly<Record<string, string>>,
  day: string,
): Promise<Uint8Array> {
  const sheets = [...tables.map(toSheet), toAbout(about)];
  const packed = await (await writeExcelFile(sheets).toBlob()).arrayBuffer();
  const parts = unzipSync(new Uint8Array(packed));
  const complete = { ...parts, [STYLES]: strToU8(withDefaultStyle(strFromU8(parts[STYLES] ?? new Uint8Array()))) };
  return toZip(Object.fromEntries(Object.entries(complete).toSorted(([a], [b]) => (a < b ? -1 : 1))), day);
}

const STYLES = 'xl/styles.xml';

/**
 * The library writes no named style, and openpyxl, with it pandas, warns of that on every read. `Normal` is the one that every
 * workbook has (ISO/IEC 29500-1, 18.8.7 to 18.8.9); the elements have an order.
 */
function withDefaultStyle(styles: string): string {
  const [before, formats, after, ...more] = styles.split(/(<cellXfs .*<\/cellXfs>)/s);
  if (formats === undefined || more.length > 0 || styles.includes('<cellStyle'))
    throw new Error('write-excel-file writes styles in another way than before. Look whether they have a default.');
  return `${before}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${formats}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>${after}`;
}

function toSheet({ name, columns, rows }: SheetOfTable): Sheet<never> {
  return {
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map(({ kind, name: column }) => ({
      width: kind === 'number' ? NUMBER_WIDTH : Math.max(column.length + 2, TEXT_WIDTH),
    })),
    data: [
      columns.map(({ name: column }) => toHeading(column)),
      ...rows.map((row) => columns.map((column) => toCell(row, column))),
    ],
  };
}

/** In characters. Wide enough for 12672000000: Excel shows a number in a narrow column as 1.27E+10. */
const NUMBER_WIDTH = 16;
const TEXT_WIDTH = 14;

function toHeading(value: string): Cell {
  return { value, type: String, fontWeight: 'bold' };
}

function toCell(row: Row, { name, kind }: Column): Cell {
  const cell = row[name] ?? '';
  const text = typeof cell === 'object' ? cell.join(' ') : cell;
  if (text === '') return null;
  return kind === 'number' ? { value: Number(text), type: Number } : { value: toXmlText(text), type: String };
}

/**
 * What XML 1.0 forbids is left out. Workbooks write other characters as `_x000D_` (ISO/IEC 29500-1, 22.9.2.19), so that text which
 * only looks like that has its first underscore written so.
 */
function toXmlText(text: string): string {
  const allowed = text.replace(FORBIDDEN, '').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  // The library looks texts up in an object, which has these before anything is put into it
  return allowed in Object.prototype ? escaped(allowed) : allowed;
}

/** The same text with its first character written as its number. */
function escaped(text: string): string {
  return `_x${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${text.slice(1)}`;
}

const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function toAbout(about: Readonly<Record<string, string>>): Sheet<never> {
  const data = Object.entries(about).map(([name, value]) => [toHeading(name), { value: toXmlText(value), type: String }]);
  return { sheet: 'about', columns: [{ width: TEXT_WIDTH }, { width: 100 }], data };
}
