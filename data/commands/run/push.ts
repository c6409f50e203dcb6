import { join } from 'node:path';
import { count } from '../../count.ts';
import type { Bundle } from '../../manifest.ts';
import { build } from '../build.ts';
import { type OpenedNamespace, PublishingError } from '../namespace.ts';
import { originToServe } from '../origin.ts';
import { planPush, push } from '../push.ts';
import { readBuilt } from '../read-built.ts';
import { ROOT } from '../tables.ts';
import { assertFrozenElement } from '../versions.ts';
import { parseCommand, runCommand, withNamespace } from './command.ts';
import { withProgress } from './progress.ts';

const USAGE = 'npm run push -- [--remote] [--dry-run] [--keep-pointer] [--built]';

type Choice = { dryRun: boolean; keepPointer: boolean };

/** The tables are ahead of the newest release, so that there is nothing to publish. */
export class DraftError extends PublishingError {}

/** Tables ahead of their release can be served locally, and not be pushed. */
export function assertReleased({ manifest }: Bundle): void {
  if (!manifest.release.endsWith('+draft')) return;
  throw new DraftError(
    `The tables build as ${manifest.release}: they are ahead of the newest release, and a draft is never pushed. Run npm run release, commit data/releases/, then push again.`,
  );
}

/** Pushes a bundle, or with `dryRun` says what would be written; in sentences. */
export async function pushBundle(
  { namespace, name, waits }: OpenedNamespace,
  bundle: Bundle,
  { dryRun, keepPointer }: Choice,
): Promise<void> {
  const { release } = bundle.manifest;
  const title = `Verified in ${name}`;
  if (dryRun) {
    const { before, missing, damaged, moves } = await withProgress(title, (progress) =>
      planPush(namespace, bundle, { keepPointer, progress }),
    );
    for (const key of missing) console.log(`Would write ${key}`);
    for (const key of damaged) console.log(`Would repair ${key}, whose bytes are not what its name says`);
    const served = before === undefined ? 'nothing' : `${before.release} (pointer ${before.seq})`;
    console.log(moves ? `Would move the pointer from ${served} to ${release}.` : `The pointer would stay at ${served}.`);
    return console.log('Nothing was written.');
  }
  const { written, repaired, pointer } = await withProgress(title, (progress) =>
    push(namespace, bundle, new Date(), { waits, keepPointer, progress }),
  );
  const repairs = repaired === 0 ? '' : `, ${repaired} of them in place of damaged ones`;
  console.log(`${release} is in ${name}: ${count(written, 'value')} written${repairs}, all verified; pointer ${pointer.seq}.`);
}

/** `npm run push`: builds, and publishes a release to local KV or, with `--remote`, to the namespace of the account. */
if (import.meta.main) {
  await runCommand(async () => {
    const { flags } = parseCommand(USAGE, ['remote', 'dry-run', 'keep-pointer', 'built']);
    const bundle = flags.built
      ? await readBuilt(join(ROOT, 'dist'))
      : await build(flags.remote ? originToServe() : process.env.ORIGIN);
    assertReleased(bundle);
    // Pages would copy an integrity that does not last; whoever pushes what lies in dist has built it before
    if (flags.remote && !flags.built) assertFrozenElement(bundle);
    await withNamespace(flags.remote, (opened) =>
      pushBundle(opened, bundle, { dryRun: flags['dry-run'], keepPointer: flags['keep-pointer'] }),
    );
    return 0;
  });
}
