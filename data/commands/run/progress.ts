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

const WIDTH = 24;

function barOf(done: number, total: number): string {
  const full = total === 0 ? WIDTH : Math.floor((WIDTH * done) / total);
  return '█'.repeat(full).padEnd(WIDTH, '░');
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
