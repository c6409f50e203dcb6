import { progress } from '@clack/prompts';

/** Shows how far some work has come: a bar in a terminal, a line for each step elsewhere, such as in the log of a workflow. */
export function showProgress(title: string): { at(done: number, total: number): void; end(): void } {
  const kilobytes = (bytes: number) => Math.round(bytes / 1024);
  if (!process.stdout.isTTY) {
    return {
      at: (done, total) => console.log(`${title}: ${kilobytes(done)} of ${kilobytes(total)} KiB`),
      end: () => undefined,
    };
  }
  // The bar has hundred steps and takes how many of them to go on
  const bar = progress({ max: 100, indicator: 'timer' });
  let shown = 0;
  bar.start(title);
  return {
    at(done, total) {
      const step = total === 0 ? 100 : Math.floor((100 * done) / total);
      bar.advance(step - shown, `${title}: ${kilobytes(done)} of ${kilobytes(total)} KiB`);
      shown = step;
    },
    end: () => bar.stop(title),
  };
}
