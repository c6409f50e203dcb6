/** One structured line for the platform's log. */
export function log(event: string, details: Record<string, unknown>): void {
  const { error, ...rest } = details;
  const reason = error === undefined ? {} : { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  console.log(JSON.stringify({ event, ...rest, ...reason }));
}
