import { asOf, publicationDaysAfter as daysAfter, lastPublicationDay, type TableRows } from '../data/as-of.ts';
import type { FactsAnswer } from '../data/fact.ts';
import type { Head } from '../data/formats/json.ts';
import type { Computed } from '../data/release.ts';
import type { Opened } from './context.ts';
import { readJson } from './read-json.ts';
import { Recent } from './recent.ts';

/** What could be known on a date, with the head of its answers. */
export type Known = Pick<Computed, 'observations' | 'facts'> & { head: Head };

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
  remembered.set(name, computed);
  return { ...computed, head: { release, license, attribution, as_of: date } };
}

/** The days after a date on which more became known. */
export async function publicationDaysAfter(opened: Opened, date: string): Promise<string[]> {
  const { first_release: undated, ...rows } = await readJson<PublishedRows>(opened, '/tables.json');
  return daysAfter(rows, date, undated);
}

/** The last few days that were asked for; one is a few megabytes. */
const remembered = new Recent<ReturnType<typeof asOf>>(4);

/** The facts of a date in the shape of all facts. */
export function toFactsAnswer({ head, facts }: Known): FactsAnswer {
  return { ...head, count: facts.length, facts: [...facts] };
}

/** `/tables.json`: the rows, with the day from which a source without a date counts. */
type PublishedRows = Head & TableRows & { first_release: string };
