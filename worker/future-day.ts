import type { Parsed } from '../data/parse-query.ts';

/** The first to see a day see it fourteen hours before UTC. */
const EARLIEST_MS = 14 * 60 * 60 * 1000;

/** What was parsed, with an error for an `as_of` that is nowhere yet: nobody knows what can be known by then. */
export function refuseFuture({ values, errors }: Parsed): Parsed {
  const { as_of } = values;
  const newest = new Date(Date.now() + EARLIEST_MS).toISOString().slice(0, 10);
  if (typeof as_of !== 'string' || as_of <= newest) return { values, errors };
  const detail = `as_of ${as_of} is in the future. Leave it out for what is known today.`;
  return {
    values,
    errors: [...errors, { kind: 'value', parameter: 'as_of', value: as_of, detail, allowed: ['a day up to today'] }],
  };
}
