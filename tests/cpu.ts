/** Enough of a measurement for the clock of a process, which counts in steps. */
const LEAST_MICROSECONDS = 20_000;

/**
 * Microseconds of CPU that one call takes in this process. Only the ratio of two of them means anything, since machines differ; the
 * least of five rounds counts, since other work on a machine only ever adds.
 */
export function cpuOf(work: () => void): number {
  work();
  const rounds = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    for (let calls = 1; ; calls += 1) {
      work();
      const { user, system } = process.cpuUsage(before);
      if (user + system >= LEAST_MICROSECONDS) return (user + system) / calls;
    }
  });
  return Math.min(...rounds);
}
