import { expect, it } from 'vitest';
import { runSteps, type Step } from '../../data/commands/deploy.ts';
import { PublishingError } from '../../data/commands/namespace.ts';

/** Three steps, of which one may fail, with what was said and done. */
function deploying(failing?: { at: number; error: Error }) {
  const done: string[] = [];
  const said: string[] = [];
  const steps = ['Building', 'Pushing', 'Deploying'].map(
    (name, index): Step => ({
      name,
      whenFailed: `After ${name} nothing is lost.`,
      run: async () => {
        if (failing?.at === index) throw failing.error;
        done.push(name);
      },
    }),
  );
  return { done, said, run: () => runSteps(steps, (line) => said.push(line)) };
}

it('runs the steps in their order, saying which', async () => {
  const { run, done, said } = deploying();
  await run();
  expect(done).toEqual(['Building', 'Pushing', 'Deploying']);
  expect(said).toEqual(['1/3  Building ...', '2/3  Pushing ...', '3/3  Deploying ...']);
});

it('stops at the first that fails, naming it, why, and how to go on', async () => {
  const { run, done } = deploying({ at: 1, error: new PublishingError('KV is not well.') });
  await expect(run()).rejects.toThrow(
    new PublishingError('Step 2 of 3 failed: Pushing.\n\nKV is not well.\n\nAfter Pushing nothing is lost.'),
  );
  expect(done).toEqual(['Building']);
});

it('lets a fault of its own through with its stack', async () => {
  const fault = new TypeError('x is not a function');
  await expect(deploying({ at: 1, error: fault }).run()).rejects.toBe(fault);
});
