import type { Bundle } from '../../manifest.ts';
import { build } from '../build.ts';
import { runSteps, type Step } from '../deploy.ts';
import { PublishingError } from '../namespace.ts';
import { originToServe } from '../origin.ts';
import { openRemote } from '../remote-namespace.ts';
import { assertFrozenElement } from '../versions.ts';
import { namespaceId, runWranglerHere } from '../wrangler.ts';
import { parseCommand, runCommand } from './command.ts';
import { assertReleased, DraftError, pushBundle } from './push.ts';
import { rebuild, verifyNamespace } from './verify.ts';

/**
 * `npm run deploy`: checks, builds, pushes, verifies, deploys. KV comes before the Worker, so that the seed that is deployed with
 * it is never ahead of what is published: a reader never sees a release come and go again.
 */
await runCommand(async () => {
  const { flags } = parseCommand('npm run deploy -- [--dry-run] [--unless-draft]', ['dry-run', 'unless-draft']);
  const origin = originToServe();
  try {
    await runSteps(stepsOf(origin, flags['dry-run']), (line) => console.log(line));
  } catch (error) {
    // What the workflow asks for: tables are merged before they are released, and that is no failure
    if (!flags['unless-draft'] || !(error instanceof PublishingError && error.cause instanceof DraftError)) throw error;
    console.log(`Nothing was deployed. ${error.cause.message}`);
    return 0;
  }
  console.log(flags['dry-run'] ? 'Nothing was written and nothing deployed.' : `Deployed. See ${origin}/ and ${origin}/health`);
  return 0;
});

function stepsOf(origin: string, dryRun: boolean): Step[] {
  let bundle: Bundle;
  const steps: Step[] = [
    {
      name: 'Checking the settings and the tables, building',
      whenFailed: 'Nothing was changed. Mend it, then run npm run deploy again.',
      async run() {
        namespaceId();
        bundle = await build(origin);
        assertReleased(bundle);
        assertFrozenElement(bundle);
      },
    },
    {
      name: 'Pushing to KV',
      whenFailed:
        'What is served is whole: the old release, or the new one if its pointer was written. Run npm run deploy again; nothing that is in KV is written twice.',
      run: () => pushBundle(openRemote(), bundle, { dryRun, keepPointer: false }),
    },
    {
      name: 'Verifying what is in KV',
      whenFailed:
        'The release is live, and the Worker refuses what is damaged. Run npm run deploy again, or npm run rollback -- RELEASE --remote.',
      async run() {
        const failures = await verifyNamespace(openRemote(), await rebuild(origin));
        if (failures > 0) throw new PublishingError('KV does not hold what git has, as said above.');
      },
    },
    {
      name: 'Deploying the Worker',
      whenFailed: 'The release is live, served by the Worker that was deployed before. Run npm run deploy again.',
      run: () => runWranglerHere(['deploy', ...(dryRun ? ['--dry-run'] : [])]),
    },
  ];
  // Before anything was pushed there is nothing to verify
  return dryRun ? steps.toSpliced(2, 1) : steps;
}
