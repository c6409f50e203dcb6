import { count } from '../../count.ts';
import { findUnnamed, prune } from '../prune.ts';
import { parseCommand, runCommand, withNamespace } from './command.ts';

/** `npm run prune`: lists what no published manifest names; with `--delete` deletes it after showing it. */
await runCommand(async () => {
  const { flags } = parseCommand('npm run prune -- [--remote] [--delete]', ['remote', 'delete']);
  return await withNamespace(flags.remote, async ({ namespace, name }) => {
    const found = await findUnnamed(namespace);
    const values = count(found.length, 'value');
    for (const key of found) console.log(key);
    if (found.length === 0) console.log(`Every blob and manifest in ${name} is named by a pointer that was published.`);
    else if (flags.delete) {
      const deleted = (await prune(namespace, found)).length;
      console.log(`${deleted} of ${values} ${deleted === 1 ? 'was' : 'were'} deleted from ${name}.`);
    } else {
      const [are, them] = found.length === 1 ? ['is', 'it'] : ['are', 'them'];
      console.log(`${values} in ${name} ${are} named by no pointer. Add --delete to delete ${them}.`);
    }
    return 0;
  });
});
