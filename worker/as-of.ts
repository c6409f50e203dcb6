import * as z from 'zod';
import { asOf, lastPublicationDay, type TableRows } from '../data/as-of.ts';
import type { FactsAnswer } from '../data/fact.ts';
import type { Head } from '../data/formats/json.ts';
import type { Computed } from '../data/release.ts';
import type { Opened } from './context.ts';
import { readJson } from './read-json.ts';
import type { Problem } from './respond.ts';

/** What could be known on a date, with the head of its answers. */
export type Known = Pick<Computed, 'observations' | 'facts'> & { head: Head };

/** The date of `as_of`: `undefined` where none is asked for, or what is wrong with it. */
export function parseAsOf(query: URLSearchParams): string | undefined | NonNullable<Problem['errors']>[number] {
  const values = query.getAll('as_of');
  const [date] = values;
  if (date === undefined) return undefined;
  if (values.length === 1 && z.iso.date().safeParse(date).success) return date;
  return { parameter: 'as_of', value: values.join(' & ').slice(0, 80), allowed: 'one date, such as 2026-01-28' };
}

/** Computes what could be known on a date from the tables of the release: once for all the dates between two publications. */
export async function knownAsOf(opened: Opened, date: string): Promise<Known> {
  const {
    release,
    license,
    attribution,
    first_release: undated,
    ...rows
  } = await readJson<PublishedRows>(opened, '/tables.json');
  const { pointer } = opened.serving.snapshot;
  const day = lastPublicationDay(rows, date, undated);
  const name = `${pointer.manifest} ${day}`;
  const computed = remembered.get(name) ?? asOf(rows, date, undated);
  remember(name, computed);
  return { ...computed, head: { release, license, attribution, as_of: date } };
}

/** The last few days that were asked for; one is a few megabytes. */
const remembered = new Map<string, ReturnType<typeof asOf>>();
const MOST_REMEMBERED = 4;

function remember(name: string, computed: ReturnType<typeof asOf>): void {
  // A Map keeps the order of insertion: what was asked for last stands at the end
  remembered.delete(name);
  remembered.set(name, computed);
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

/** The facts of a date in the shape of all facts. */
export function toFactsAnswer({ head, facts }: Known): FactsAnswer {
  return { ...head, count: facts.length, facts: [...facts] };
}

/** `/tables.json`: the rows, with the day from which a source without a date counts. */
type PublishedRows = Head & TableRows & { first_release: string };
