import { rollback } from '../rollback.ts';
import { parseCommand, runCommand, withNamespace } from './command.ts';

/** `npm run rollback -- <release>`: serves a release again that was published before, back or forward. Moves the pointer only. */
await runCommand(async () => {
  const { flags, words } = parseCommand('npm run rollback -- RELEASE [--remote]', ['remote'], 1);
  const [release = ''] = words;
  return await withNamespace(flags.remote, async ({ namespace, name, waits }) => {
    const { pointer, moved } = await rollback(namespace, release, new Date(), waits);
    console.log(
      moved
        ? `${name} serves ${pointer.release} again: pointer ${pointer.seq}. Every edge follows within two minutes.`
        : `${name} serves ${pointer.release} already (pointer ${pointer.seq}). Nothing was written.`,
    );
    return 0;
  });
});
