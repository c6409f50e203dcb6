import { parseArgs } from 'node:util';

/** How much is measured. The defaults are those of the report. */
export type Options = { rounds: number; seconds: number; only: readonly string[]; sizes: readonly number[]; write: boolean };

/** `npm run bench -- --rounds 1 --seconds 2 --only full-csv --sizes 1000 --no-write`; `--only none` and `--sizes none` leave a half out. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      sizes: { type: 'string', default: '1000,10000,100000' },
      write: { type: 'boolean', default: true },
    },
  });
  const listOf = (text: string) => text.split(',').filter((part) => part !== '');
  return {
    rounds: toCount('rounds', values.rounds),
    seconds: toCount('seconds', values.seconds),
    only: listOf(values.only),
    sizes: values.sizes === 'none' ? [] : listOf(values.sizes).map((size) => toCount('sizes', size)),
    // Only a whole run may replace the report
    write: values.write && values.only === '' && values.sizes === '1000,10000,100000',
  };
}

function toCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} is "${text}". Give a whole number above zero.`);
  return count;
}
