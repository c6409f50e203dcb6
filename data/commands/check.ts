import { count } from '../count.ts';
import { readReleases } from './releases.ts';
import { runCommand } from './run/command.ts';
import { computeTablesAfter, formatIssues } from './tables.ts';

/** `npm run check`: every issue of the tables at once; exit code 1 when there is one. Writes nothing. */
await runCommand(async () => {
  const outcome = computeTablesAfter(await readReleases());
  if (outcome.status === 'invalid') {
    console.error(formatIssues(outcome.issues));
    return 1;
  }
  const { dataset, computed } = outcome;
  const contested = computed.observations.filter(({ status }) => status === 'contested').length;
  console.log(
    `The tables are valid: ${count(dataset.claims.rows.length, 'claim')} from ${count(dataset.sources.rows.length, 'source')} make ` +
      `${count(computed.observations.length, 'observation')} (${contested} contested) and ${count(computed.facts.length, 'fact')}.`,
  );
  return 0;
});
