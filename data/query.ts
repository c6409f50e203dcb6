import * as z from 'zod';
import { FrozenId } from './keys.ts';
import type { Parameters } from './parse-query.ts';
import type { Frequency } from './period.ts';
import { pictureLanguages, shapes, themes } from './pictures/picture.ts';
import { dimensions, listColumns, Topic } from './schema.ts';
import { columnsOf, type TableName } from './table-shapes.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The query parameters, once: the Worker enforces these shapes, pages and documentation list them. A parameter that is an
 * array is written as one value with commas in it (OpenAPI: `style: form`, `explode: false`).
 */

/** A query that was understood. Filters are columns with the values that a row may have there; `sort` may begin with a hyphen. */
export type Query = {
  filters: Readonly<Record<string, readonly string[]>>;
  from?: string;
  to?: string;
  frequency?: readonly Exclude<Frequency, 'days'>[];
  latest?: '1';
  as_of?: string;
  fields?: readonly string[];
  sort?: readonly string[];
  labels?: 'en' | 'zh';
};

const KEY = ['indicator', 'measure', ...dimensions, 'unit', 'base_unit'];

/** The columns by which a table can be filtered; `grade` is that of the source of a row, where the row has none itself. */
export const filters: Record<TableName, readonly string[]> = {
  observations: ['observation', ...KEY, 'qualifier', 'status', 'reporter', 'source', 'grade', 'rule'],
  claims: ['claim', ...KEY, 'qualifier', 'reporter', 'source', 'grade'],
  sources: ['source', 'grade', 'publisher', 'language'],
  milestones: ['milestone', 'area', 'partner', 'topic', 'source'],
  checks: ['check', 'rule', 'observation', 'unit', 'result'],
  indicators: ['indicator', 'additive'],
  codes: ['codelist', 'code', 'parent'],
};

/** What a person chooses observations by on a page; the other filters are there too, in the address. */
export const choices = [
  'indicator',
  'measure',
  'area',
  'partner',
  'flow',
  'regime',
  'enterprise',
  'product',
  'transport',
  'basis',
  'unit',
  'status',
  'grade',
  'frequency',
] as const;
export type ChoiceName = (typeof choices)[number];

/** What else a table takes, beside its filters. */
const options: Record<TableName, readonly (keyof Query)[]> = {
  observations: ['from', 'to', 'frequency', 'latest', 'as_of', 'fields', 'sort', 'labels'],
  claims: ['from', 'to', 'frequency', 'fields', 'sort', 'labels'],
  sources: ['from', 'to', 'fields', 'sort', 'labels'],
  milestones: ['from', 'to', 'fields', 'sort', 'labels'],
  checks: ['fields', 'sort', 'labels'],
  indicators: ['fields', 'sort'],
  codes: ['fields', 'sort'],
};

/** All parameters that a table takes, with the values of one release. */
export function tableParameters(table: TableName, vocabulary: Vocabulary): Parameters {
  return {
    names: [...filters[table], ...options[table]],
    shapeOf: (name) => toParameter(table, name, vocabulary),
    valuesOf: (name) => (filters[table].includes(name) ? vocabulary(name) : new Map()),
  };
}

const Month = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'a year or a month, such as 2024 or 2024-04')
  .meta({ examples: ['2024', '2024-04'] });

const Day = z.iso.date('a day, such as 2026-01-28').meta({ examples: ['2026-01-28'] });

/** The lengths of periods that can be asked for. */
export const Frequencies = z.enum(['year', 'half', 'quarter', 'month', 'to-date', 'other']);

function toParameter(table: TableName, name: string, vocabulary: Vocabulary): z.ZodType {
  switch (name as keyof Query) {
    case 'from':
      return Month.meta({ description: 'Rows whose period, or date, begins in this year or month or later.' });
    case 'to':
      return Month.meta({ description: 'Rows whose period, or date, ends in this year or month or earlier.' });
    case 'frequency':
      return z
        .array(Frequencies)
        .meta({ description: 'How long the period is; to-date begins in January and has any other length.' });
    case 'latest':
      return z.enum(['1']).meta({
        description: 'Of each series, the row whose period ends last; of several, the longest. The other filters come first.',
      });
    case 'as_of':
      return Day.meta({ description: 'What could be known on this day, from the sources published by then.' });
    case 'fields':
      return distinct(z.array(z.enum(columnsOf(table)))).meta({ description: 'The columns to answer with, in this order.' });
    case 'sort':
      return distinct(z.array(z.enum(sortKeysOf(table)))).meta({
        description: 'Columns to sort by; a hyphen before one turns its order round. Empty cells stand last.',
      });
    case 'labels':
      return z.enum(['en', 'zh']).meta({ description: 'Adds a column with the label behind each column of codes.' });
    default:
      return z.array(z.enum([...vocabulary(name).keys()])).meta({
        description: name === 'grade' ? 'Rows whose source has this grade.' : `Rows with one of these values as ${name}.`,
      });
  }
}

/** The parameters of `/facts.json`: a union of ids and topics, as of a day. */
export const factParameters = {
  ids: z
    .array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'ids of facts, such as total-2025,nepal-2024; /facts.json lists them'))
    .meta({ description: 'The facts with these ids.', examples: [['total-2025', 'nepal-2024']] }),
  topic: z.array(z.enum(Topic.options)).meta({ description: 'The facts of these topics.' }),
  as_of: Day.meta({ description: 'What could be known on this day, from the sources published by then.' }),
};

/** The parameters of a citation. */
export const citationParameters = {
  lang: z.enum(['en', 'zh']).meta({ description: 'The language; Chinese text follows GB/T 7714.' }),
};

const Pixels = z.string().regex(/^[1-9]\d{0,4}$/, 'a whole number of pixels, such as 480');

/** The parameters of oEmbed. */
export const oEmbedParameters = {
  url: z
    .string()
    .regex(/^[^\p{Cc}]+$/u, 'the address of a fact')
    .meta({
      description: 'The address of the page or the frame of a fact, whole or from its path on.',
      examples: ['/facts/total-2025'],
    }),
  maxwidth: Pixels.meta({ description: 'No wider than this, in pixels.', examples: ['480'] }),
  maxheight: Pixels.meta({ description: 'No higher than this, in pixels.', examples: ['400'] }),
  format: z
    .string()
    .regex(/^[a-z]+$/, 'json')
    .meta({ description: 'json, the only one that there is.', examples: ['json'] }),
};
const Since = FrozenId.meta({
  description: 'The picture as it was in this release of /releases.json; without it, as it is.',
  examples: ['2026-11-24.2'],
});

/** The parameters of a picture; those of a badge are some of them. */
export const pictureParameters = {
  lang: z.enum(pictureLanguages).meta({ description: 'The language of the words in it; en unless told.' }),
  theme: z.enum(themes).meta({ description: 'Dark on light paper, or the reverse; light unless told.' }),
  shape: z.enum(shapes).meta({ description: '1200 by 630 pixels to be shared, or a card at twice its size; share unless told.' }),
  release: Since,
};
export const badgeParameters = { lang: pictureParameters.lang, release: Since };

/** Parameters whose values are the same in every release. */
export function toParameters(shapes: Readonly<Record<string, z.ZodType>>): Parameters {
  return { names: Object.keys(shapes), shapeOf: (name) => shapes[name] ?? z.never(), valuesOf: () => new Map() };
}

/** What was parsed for a table, as a query. */
export function toQuery(table: TableName, values: Readonly<Record<string, string | readonly string[]>>): Query {
  const isFilter = ([name]: [string, unknown]) => filters[table].includes(name);
  const entries = Object.entries(values);
  return {
    ...Object.fromEntries(entries.filter((entry) => !isFilter(entry))),
    filters: Object.fromEntries(entries.filter(isFilter)),
  } as Query;
}

function sortKeysOf(table: TableName): string[] {
  return columnsOf(table)
    .filter((column) => !listColumns.has(column))
    .flatMap((column) => [column, `-${column}`]);
}

/** A column named twice would stand in the answer twice, and be sorted by once. */
function distinct(list: z.ZodArray<z.ZodEnum>): z.ZodArray<z.ZodEnum> {
  return list.refine(
    (columns) => new Set(columns.map((column) => String(column).replace(/^-/, ''))).size === columns.length,
    'names a column twice',
  );
}
