import { parseArgs } from 'node:util';
import { count } from '../../count.ts';
import { type OpenedNamespace, PublishingError } from '../namespace.ts';

/** Runs a command to its exit code. What its reader can mend is printed as sentences; anything else keeps its stack. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof PublishingError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** The flags and words behind `--`; throws with `usage` where one is not known. `words` is how many words there must be. */
export function parseCommand<Flag extends string>(usage: string, flags: readonly Flag[], words = 0) {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const, default: false }]));
    const { values, positionals } = parseArgs({ options, allowPositionals: words > 0 });
    if (positionals.length !== words) throw new TypeError(`${count(positionals.length, 'word')} given instead of ${words}.`);
    return { flags: values as Record<Flag, boolean>, words: positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new PublishingError(`${error.message}\nUsage: ${usage}`);
  }
}

/** Opens the namespace that was asked for, and closes it whatever happens. */
export async function withNamespace<Result>(remote: boolean, use: (opened: OpenedNamespace) => Promise<Result>): Promise<Result> {
  const opened = remote ? await openRemote() : await openLocal();
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

// Loaded when they are needed: wrangler and the bundler take a second, and a misspelt flag should be answered at once
const openLocal = async () => (await import('../local-namespace.ts')).openLocal();
const openRemote = async () => (await import('../remote-namespace.ts')).openRemote();
