/** All that is logged, and how much it matters: an `error` is a fault of ours or of a copy, a `warn` an answer that is not the best one. */
const EVENTS = {
  'release-live': 'info',
  'release-unchanged': 'info',
  /** An edge shows a pointer older than what is served, as edges may for a minute. */
  'pointer-older': 'warn',
  'refresh-failed': 'error',
  'seed-served': 'warn',
  'seed-failed': 'error',
  'blob-failed': 'error',
  'blob-missing': 'error',
  /** The file itself was sent in place of a coding. */
  'coding-missing': 'warn',
  'request-failed': 'error',
} as const;
export type Event = keyof typeof EVENTS;

/** One line of JSON for the platform's log, under a level by which it can be filtered. */
export function log(event: Event, details: Record<string, unknown>): void {
  const { error, ...rest } = details;
  const level = EVENTS[event];
  const reason = error === undefined ? {} : { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  console[level](JSON.stringify({ event, level, ...rest, ...reason }));
}
