import type { Issue } from './issue.ts';
import type { Tables } from './read.ts';
import type { Claim } from './schema.ts';

/** Dates that cannot be: in the future, or of a source that came before the period that it measures. `today` is a day in UTC. */
export function checkDates({ sources, claims, milestones }: Tables, today: string): Issue[] {
  const inFuture = (date: string) => firstDay(date) > today;
  const future = (what: string) => `is later than today, ${today}. Correct the date${what}, or the clock of this machine.`;
  const published = new Map(sources.rows.map((row) => [row.source, row.published]));
  return [
    ...sources.rows
      .filter((row) => inFuture(row.published))
      .map((row) => sources.issueAt(row, 'published', `published "${row.published}" ${future('')}`)),
    ...milestones.rows
      .filter((row) => inFuture(row.date))
      .map((row) => milestones.issueAt(row, 'date', `date "${row.date}" ${future('')}`)),
    ...claims.rows.flatMap((row) => {
      const known = published.get(row.source) ?? '';
      const limit = known === '' || inFuture(known) ? today : lastDay(known);
      if (isForecast(row) || lastDay(row.period_end) <= limit) return [];
      const source = known === '' ? `today, ${today}` : `its source "${row.source}" was published, ${known}`;
      return [
        claims.issueAt(
          row,
          'period_end',
          `period_end "${row.period_end}" is later than ${source}: nobody can have measured that. Correct the period or the date of the source; a plan or a forecast has the qualifier estimated.`,
        ),
      ];
    }),
  ];
}

/** What is printed before its period is over. */
function isForecast({ qualifier }: Claim): boolean {
  return qualifier === 'estimated';
}

/** The first day that a year, a month or a day can mean; nothing is before every date. */
function firstDay(date: string): string {
  return date === '' ? '' : `${date}-01-01`.slice(0, 10);
}

/** The last day that it can mean. */
function lastDay(date: string): string {
  if (date.length === 10) return date;
  const [year = '', month = '12'] = date.split('-');
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${days}`;
}
