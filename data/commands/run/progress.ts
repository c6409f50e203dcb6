import { createLogUpdate } from 'log-update';

/**
 * Does some work and shows how far it has come: a bar in a terminal, a line for each step elsewhere, such as in the log of a
 * workflow. The library leaves signals alone; one that reads keys would swallow Ctrl+C.
 */
export async function withProgress<Result>(
  title: string,
  work: (progress: (done: number, total: number) => void) => Promise<Result>,
): Promise<Result> {
  if (!process.stdout.isTTY)
    return await work((done, total) => console.log(`${title}: ${kilobytes(done)} of ${kilobytes(total)} KiB`));
  const shown = createLogUpdate(process.stdout);
  try {
    return await work((done, total) => shown(`${barOf(done, total)} ${title}: ${kilobytes(done)} of ${kilobytes(total)} KiB`));
  } finally {
    shown.done();
  }
}

/** Counts things that take long: a bar in a terminal, elsewhere a line at the beginning and at each quarter. */
export function countProgress(title: string): (done: number, total: number) => void {
  const shown = process.stdout.isTTY ? createLogUpdate(process.stdout) : undefined;
  let quarters = -1;
  return (done, total) => {
    if (shown !== undefined) {
      shown(`${barOf(done, total)} ${title}: ${done} of ${total}`);
      if (done === total) shown.done();
      return;
    }
    const reached = Math.floor((4 * done) / total);
    if (reached > quarters) console.log(`${title}: ${done} of ${total}`);
    quarters = reached;
  };
}

const WIDTH = 24;

function barOf(done: number, total: number): string {
  const full = total === 0 ? WIDTH : Math.floor((WIDTH * done) / total);
  return '█'.repeat(full).padEnd(WIDTH, '░');
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
