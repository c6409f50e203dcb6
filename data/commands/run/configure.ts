import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Description } from '../../schema.ts';
import { PublishingError } from '../namespace.ts';
import { originOfTables } from '../origin.ts';
import { ROOT } from '../tables.ts';
import { runCommand } from './command.ts';

const USAGE = 'npm run configure -- [--namespace ID] [--origin https://…] [--contact https://…|mailto:…]';

const OPTIONS = { namespace: { type: 'string' }, origin: { type: 'string' }, contact: { type: 'string' } } as const;

const DATASET = 'data/tables/dataset.json';

/** `npm run configure`: writes the id of the account's namespace into wrangler.toml, the public address and the contact into dataset.json. */
await runCommand(async () => {
  const { namespace, origin, contact } = parse();
  if (namespace !== undefined) setNamespace(namespace);
  if (origin !== undefined) setOrigin(origin);
  if (contact !== undefined) setContact(contact);
  if ([namespace, origin, contact].every((each) => each === undefined)) throw new PublishingError(`Usage: ${USAGE}`);
  return 0;
});

function parse() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new PublishingError(`${error.message}\nUsage: ${USAGE}`);
  }
}

function setNamespace(id: string): void {
  if (!/^[0-9a-f]{32}$/.test(id))
    throw new PublishingError(
      `"${id}" is not the id of a namespace. It has 32 hexadecimal digits; npx wrangler kv namespace list shows it.`,
    );
  // Anything else in the file is left as it is, comments too; wrangler writes JSON files only
  replace('wrangler.toml', /(binding = "RELEASES")(\nid = "[^"]*")?/, `$1\nid = "${id}"`);
  console.log(`wrangler.toml: the namespace RELEASES is ${id}.`);
}

function setOrigin(text: string): void {
  const { origin, protocol } = URL.parse(text) ?? { origin: '', protocol: '' };
  if (origin !== text.replace(/\/$/, '') || protocol !== 'https:')
    throw new PublishingError(
      `"${text}" is not an origin. Write https:// and a host, such as https://xizang-trade.my-name.workers.dev`,
    );
  // The contact too, where it is a page of ours
  replace(DATASET, new RegExp(`"${originOfTables().replaceAll('.', '\\.')}(?=["/])`, 'g'), `"${origin}`);
  console.log(`${DATASET}: links are written with ${origin}.`);
}

function setContact(text: string): void {
  if (!Description.shape.contact.safeParse(text).success || text.includes('"'))
    throw new PublishingError(
      `"${text}" is not a contact. Write the address of a page, or mailto: and an address, such as mailto:data@my-name.org`,
    );
  replace(DATASET, /("contact": )"[^"]*"/, `$1"${text}"`);
  console.log(`${DATASET}: errors and weaknesses are reported to ${text}.`);
}

function replace(path: string, pattern: RegExp, text: string): void {
  const file = join(ROOT, path);
  const before = readFileSync(file, 'utf8');
  if (!pattern.test(before)) throw new PublishingError(`${path} has no place for it. Restore the file from git.`);
  writeFileSync(file, before.replace(pattern, text));
}
