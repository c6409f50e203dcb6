import { PublishingError } from './namespace.ts';

/** One step of deploying, and what is true, and to be done, when it fails. */
export type Step = { name: string; run: () => Promise<void>; whenFailed: string };

/** Runs steps in their order, and stops at the first that fails, naming it and how to go on. */
export async function runSteps(steps: readonly Step[], say: (line: string) => void): Promise<void> {
  for (const [index, { name, run, whenFailed }] of steps.entries()) {
    say(`${index + 1}/${steps.length}  ${name} ...`);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof PublishingError)) throw error;
      const text = `Step ${index + 1} of ${steps.length} failed: ${name}.\n\n${error.message}\n\n${whenFailed}`;
      throw new PublishingError(text, { cause: error });
    }
  }
}
