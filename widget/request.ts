import { type Answer, parseAnswer } from './answer.ts';
import type { Edition } from './edition.ts';

/** What is asked of `/facts.json`: a union; without any names everything. */
export type Question = { ids: ReadonlySet<string>; topics: ReadonlySet<string> };

/** An answer, and whether there may be a newer one. */
export type Received = { answer: Answer; stale: boolean };

/** The server does not accept the question as it is put (400), or it is too long (414). */
export class RefusedError extends Error {}

/** Asks without cookies. Throws whatever went wrong, as a sentence where it is ours. */
export function requestFacts(edition: Edition, question: Question): Promise<Received> {
  return request(toUrl(edition, question), 'default', 10_000);
}

/** What the cache of the browser still has, however old; for when the network fails. It is not there, or it is there at once. */
export async function recallFacts(edition: Edition, question: Question): Promise<Received> {
  return { ...(await request(toUrl(edition, question), 'force-cache', 3000)), stale: true };
}

async function request(url: string, cache: RequestCache, patience: number): Promise<Received> {
  const response = await fetch(url, { credentials: 'omit', cache, signal: AbortSignal.timeout(patience) });
  if ([400, 414].includes(response.status)) throw new RefusedError(`${url} was refused with status ${response.status}.`);
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  const answer = parseAnswer(await response.json());
  if (answer === undefined) throw new Error(`${url} answered with something that is no list of facts.`);
  return { answer, stale: ['stale', 'seed'].includes(response.headers.get('Release-State') ?? '') };
}

/** The server takes 1,024 bytes of query. */
const MAX_NAMES_BYTES = 900;

/** Whoever asks for so much gets all facts, which are few. */
export function isLong(question: Question): boolean {
  return toNames(question).length > MAX_NAMES_BYTES;
}

function toUrl({ origin, release, asOf }: Edition, question: Question): string {
  const query = [toNames(question), asOf && `as_of=${asOf}`].filter(Boolean).join('&');
  return `${origin}${release && `/releases/${release}`}/facts.json${query && `?${query}`}`;
}

/** Sorted, so that the same question has the same address in every cache. Names are of letters that need no escape. */
function toNames({ ids, topics }: Question): string {
  return Object.entries({ ids, topic: topics })
    .filter(([, values]) => values.size > 0)
    .map(([parameter, values]) => `${parameter}=${[...values].sort().join(',')}`)
    .join('&');
}
