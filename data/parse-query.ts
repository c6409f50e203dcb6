import * as z from 'zod';
import { suggestCode, suggestDate, suggestParameter, suggestWord } from './suggest.ts';
import type { Names } from './vocabulary.ts';

/** What is wrong with one parameter, and what would be right. */
export type QueryError = {
  /** Whether it is the name or the value that was not understood. */
  kind: 'unknown' | 'repeated' | 'value' | 'conflict';
  parameter: string;
  /** What was sent, cut to a length at which it can be recognised. */
  value?: string;
  detail: string;
  /** The values, or the forms of a value, that would have been accepted. */
  allowed?: readonly string[];
  /** What was probably meant: to be written instead of the value, or of a name that is unknown. It would be accepted, as all of them together would. */
  did_you_mean?: string;
};

/** The parameters that an address takes: their names, the shape of each, and the names of its values. */
export type Parameters = {
  names: readonly string[];
  /** An array is written as one text with commas in it. */
  shapeOf(name: string): z.ZodType;
  valuesOf(name: string): Names;
};

/** Of an address that takes none. */
export const NO_PARAMETERS: Parameters = { names: [], shapeOf: () => z.never(), valuesOf: () => new Map() };

/** The values that were understood, and all that was not. */
export type Parsed = { values: Readonly<Record<string, string | readonly string[]>>; errors: readonly QueryError[] };

/** Beyond so many values an error says how many there are, not which. */
const MOST_ALLOWED = 100;
/** Nobody misspells more than so many values of one list. */
const MOST_SUGGESTED = 10;
const LONGEST_ECHO = 80;
/** Lists whose order means something; the values of all others are a set. */
const ORDERED = ['fields', 'sort'];

/** Understands a query string, or says all that is wrong with it at once. Values of a set come sorted, each once. */
export function parseQuery(query: URLSearchParams, parameters: Parameters): Parsed {
  const results = [...new Set(query.keys())].map((name) => parseParameter(name, query.getAll(name), parameters));
  const values = Object.fromEntries(results.flatMap((result) => ('value' in result ? [[result.name, result.value]] : [])));
  const errors = results.flatMap((result) => ('error' in result ? [result.error] : []));
  return { values, errors: [...withoutRepeats(errors), ...conflictsIn(values)] };
}

/**
 * The same for an address that is shared and embedded, such as a frame or a picture: what it does not know means nothing to it. Readers
 * would see an error for what a newsletter put behind it. Data refuses unknown names, for a misspelt filter must not pass for the whole.
 */
export function parseKnown(query: URLSearchParams, parameters: Parameters): Parsed {
  return parseQuery(new URLSearchParams([...query].filter(([name]) => parameters.names.includes(name))), parameters);
}

/** The names that there are stand at the first that there is not, so that a hundred of those do not bring a hundred lists. */
function withoutRepeats(errors: readonly QueryError[]): QueryError[] {
  const first = errors.find(({ kind }) => kind === 'unknown');
  return errors.map((error) => {
    if (error.kind !== 'unknown' || error === first) return error;
    const { allowed: _, ...rest } = error;
    return rest;
  });
}

/** One name for all queries that mean the same: the parameters in the order of their names, as a query string. */
export function toCanonical(values: Parsed['values']): string {
  return Object.entries(values)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${[value].flat().map(encodeURIComponent).join(',')}`)
    .join('&');
}

type Result = { name: string; value: string | readonly string[] } | { error: QueryError };

function parseParameter(name: string, texts: readonly string[], { names, shapeOf, valuesOf }: Parameters): Result {
  if (!names.includes(name)) return { error: unknownParameter(name, texts, names) };
  const shape = shapeOf(name);
  const isList = shape instanceof z.ZodArray;
  const parse = (text: string) => shape.safeParse(isList ? text.split(',') : text);
  const [text = ''] = texts;
  const parsed = parse(text);
  if (texts.length === 1 && parsed.success) {
    const value = parsed.data as string | string[];
    return { name, value: typeof value === 'string' || ORDERED.includes(name) ? value : [...new Set(value)].toSorted() };
  }
  const isRepeated = texts.length > 1;
  const error = isRepeated ? repeated(name, texts, isList) : badValue(name, text, parsed.error);
  const meant = isRepeated ? [...new Set(texts)].join(',') : suggestion(name, text, parsed.error, valuesOf(name));
  return { error: meant !== undefined && parse(meant).success ? { ...error, did_you_mean: meant } : error };
}

function unknownParameter(name: string, texts: readonly string[], names: readonly string[]): QueryError {
  const shown = echo(name);
  const meant = suggestParameter(name, names);
  return {
    kind: 'unknown',
    parameter: shown,
    value: echo(texts.join(' & ')),
    detail: names.length === 0 ? 'This address takes no parameters.' : `There is no parameter ${JSON.stringify(shown)} here.`,
    allowed: names,
    ...(meant === undefined ? {} : { did_you_mean: meant }),
  };
}

function repeated(parameter: string, texts: readonly string[], isList: boolean): QueryError {
  const detail = `${parameter} stands here ${texts.length} times. Write it once${isList ? ', with commas between its values' : ''}.`;
  return { kind: 'repeated', parameter, value: echo(texts.join(' & ')), detail };
}

function badValue(parameter: string, text: string, error: z.ZodError | undefined): QueryError {
  const [issue] = error?.issues ?? [];
  const problem = { kind: 'value' as const, parameter, value: echo(text), detail: toDetail(parameter, text, error) };
  if (issue?.code === 'custom') return problem;
  const allowed = issue?.code === 'invalid_value' ? shorten(parameter, issue.values.map(String)) : [issue?.message ?? ''];
  return { ...problem, allowed };
}

function toDetail(parameter: string, text: string, error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  if (text === '') return `${parameter} is empty. Give it a value, or leave it out.`;
  if (issue?.code === 'custom') return `${parameter} ${issue.message}.`;
  const wrong = wrongItems(text, error);
  if (wrong.includes('')) return `${parameter} has nothing before, between or behind its commas.`;
  const shown = echo(wrong.map((item) => JSON.stringify(item)).join(', '));
  return `${shown} ${wrong.length === 1 ? 'is not a value' : 'are not values'} of ${parameter}.`;
}

/** The whole value as it was probably meant: "NP,DE" for "Nepal,DE". */
function suggestion(parameter: string, text: string, error: z.ZodError | undefined, names: Names): string | undefined {
  const [issue] = error?.issues ?? [];
  if (issue?.code !== 'invalid_value') return suggestDate(text, parameter === 'as_of' ? [3] : [1, 2]);
  const suggest = (item: string) => (names.size > 0 ? suggestCode(item, names) : suggestWord(item, issue.values.map(String)));
  const wrong = new Set(wrongItems(text, error));
  if (wrong.size > MOST_SUGGESTED) return undefined;
  const items = text.split(',').filter((item) => item !== '');
  const meant = items.map((item) => (wrong.has(item) ? suggest(item) : item));
  return meant.includes(undefined) ? undefined : meant.join(',');
}

/** The items of a list that are wrong, each once; of anything else the whole. */
function wrongItems(text: string, error: z.ZodError | undefined): string[] {
  const places = (error?.issues ?? []).flatMap(({ path }) => (typeof path[0] === 'number' ? [path[0]] : []));
  const items = text.split(',');
  return places.length === 0 ? [text] : [...new Set(places.map((place) => items[place] ?? ''))];
}

/** What is wrong with values that are right by themselves. */
function conflictsIn({ from, to }: Parsed['values']): QueryError[] {
  if (typeof from !== 'string' || typeof to !== 'string') return [];
  // A year begins with its first month and ends with its last
  if (`${from}-01`.slice(0, 7) <= `${to}-12`.slice(0, 7)) return [];
  const detail = `from ${from} is later than to ${to}: nothing can lie between. Exchange them.`;
  return [
    { kind: 'conflict', parameter: 'from', value: from, detail, did_you_mean: to },
    { kind: 'conflict', parameter: 'to', value: to, detail, did_you_mean: from },
  ];
}

function shorten(parameter: string, options: readonly string[]): readonly string[] {
  return options.length > MOST_ALLOWED ? [`one of the ${options.length} values of ${parameter} in the whole file`] : options;
}

function echo(value: string): string {
  const characters = [...value];
  // By characters, so that none is cut in two
  return characters.length > LONGEST_ECHO ? `${characters.slice(0, LONGEST_ECHO).join('')}…` : value;
}
