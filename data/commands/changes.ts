import { countClasses } from '../changes.ts';
import type { FactChange } from '../history.ts';
import type { PublishedChange } from '../published.ts';
import type { ChangeClass } from '../schema.ts';

/** The changes that a release would bring, for the terminal: what readers must know in full, additions as a number. */
export function formatChanges(
  changes: readonly PublishedChange[],
  facts: readonly FactChange[],
  before: string | undefined,
): string {
  const told = changes.filter((change) => change.class !== 'added');
  return [
    before === undefined ? 'The first release.' : `Changes against ${before}.`,
    `Observations: ${countByClass(changes)}. All of them will be in changes.csv.`,
    ...told.map(
      (change) =>
        `  ${change.class.padEnd(9)} ${change.observation}: ${formatStep(change.old_value, change.new_value)}. ${change.reason}`,
    ),
    `Facts: ${countByClass(facts)}.`,
    ...facts.map(
      ({ fact, old, now, ...change }) =>
        `  ${change.class.padEnd(9)} ${fact}: ${formatStep(old?.text.en.value ?? null, now?.text.en.value ?? null)}`,
    ),
  ].join('\n');
}

/** `2 added, 1 revised`, or `none`. */
function countByClass(changes: readonly { class: ChangeClass }[]): string {
  const present = Object.entries(countClasses(changes)).filter(([, count]) => count > 0);
  return present.length === 0 ? 'none' : present.map(([name, count]) => `${count} ${name}`).join(', ');
}

function formatStep(old: number | string | null, now: number | string | null): string {
  return [old, now].filter((value) => value !== null).join(' → ');
}
