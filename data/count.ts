/** A count with its noun, as English words it: "1 fact", "2 facts". */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
