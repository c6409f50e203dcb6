/** One thing that is asked of all contestants that have it. */
export type Scenario = {
  name: string;
  title: string;
  path: string;
  headers: Record<string, string>;
  /** Asked with the entity tag of each contestant's own answer. */
  conditional?: true;
  /** Asked with one query after the other, none of them twice. */
  distinct?: true;
  naive: boolean;
  nginx: boolean;
  /** What has to hold: how ours compares with bare, and with the naive Worker. */
  atLeast: { bare?: number; naive?: number };
};

const IDENTITY = { 'Accept-Encoding': 'identity' };
const WHOLE = { headers: IDENTITY, naive: true, nginx: true, atLeast: { bare: 0.85, naive: 1.8 } };
const CSV = '/observations.csv';
const FACTS = '/facts.json?ids=total-2025,total-2024,total-2023,total-2022,total-2021,total-2020';
const QUERY = 'partner=NP,DE&flow=export&from=2020&frequency=year';

export const scenarios: readonly Scenario[] = [
  { ...WHOLE, name: 'full-csv', title: 'observations.csv', path: CSV },
  { ...WHOLE, name: 'full-json', title: 'observations.json', path: '/observations.json' },
  { ...WHOLE, name: 'atom', title: 'feed.atom', path: '/feed.atom' },
  {
    ...{ ...WHOLE, naive: false, nginx: false, atLeast: { bare: 0.85 } },
    ...{ name: 'full-csv-br', title: 'observations.csv, brotli', path: CSV, headers: { 'Accept-Encoding': 'br' } },
  },
  { ...WHOLE, name: 'not-modified', title: '304 of observations.csv', path: CSV, conditional: true },
  { ...WHOLE, name: 'facts', title: 'six facts', path: FACTS, nginx: false, atLeast: { naive: 1.8 } },
  {
    ...{ ...WHOLE, nginx: false, atLeast: { bare: 0.75, naive: 1.8 } },
    ...{ name: 'query-warm', title: 'a query that was asked before', path: `${CSV}?${QUERY}` },
  },
  {
    ...{ ...WHOLE, nginx: false, atLeast: {} },
    ...{ name: 'query-cold', title: 'queries that nobody asked before', path: `${CSV}?${QUERY}`, distinct: true },
  },
];

/** Thousands of queries, each with an answer of its own: the partner, the flow, and from when to when. */
export function distinctQueries(partners: readonly string[]): string[] {
  const years = Array.from({ length: 24 }, (_, index) => 2002 + index);
  return years.flatMap((from) =>
    years
      .filter((to) => to >= from)
      .flatMap((to) =>
        partners.flatMap((partner) =>
          ['export', 'import', 'total'].map((flow) => `${CSV}?partner=${partner}&flow=${flow}&from=${from}&to=${to}`),
        ),
      ),
  );
}
