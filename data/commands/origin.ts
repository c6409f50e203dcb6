import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOrigin } from '../cells.ts';
import type { Description } from '../schema.ts';
import { PublishingError } from './namespace.ts';
import { ROOT } from './tables.ts';

/**
 * The address that links are written with where anybody can see them: that of the variable ORIGIN, or of dataset.json. Throws
 * where it is none, or still the one that the project came with, which is nobody's.
 */
export function originToServe(): string {
  const chosen = process.env.ORIGIN ?? originOfTables();
  const url = URL.parse(chosen);
  if (url?.protocol !== 'https:' || url.origin !== chosen)
    throw new PublishingError(`The origin "${chosen}" is not an address. Write https:// and a host, without a slash behind it.`);
  if (!url.hostname.endsWith('.example')) return chosen;
  throw new PublishingError(
    `The origin is still ${chosen}, which is nobody’s address. Write yours down: npm run configure -- --origin https://xizang-trade.my-name.workers.dev`,
  );
}

/** The description with another address. A contact that is a page of ours moves along. Throws where the address is not an origin. */
export function moveTo(origin: string, description: Description): Description {
  if (!isOrigin(origin))
    throw new PublishingError(
      `"${origin}" is not an origin. Write https:// and a host, without a path and without a slash at the end.`,
    );
  const { contact, origin: before } = description;
  return { ...description, origin, contact: contact.startsWith(`${before}/`) ? origin + contact.slice(before.length) : contact };
}

/** What is no JSON has no origin either; the check of the tables says what is wrong with it. */
export function originOfTables(): string {
  const text = readFileSync(join(ROOT, 'data/tables/dataset.json'), 'utf8');
  return /"origin":\s*"([^"]*)"/.exec(text)?.[1] ?? '';
}
