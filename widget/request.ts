import { type Answer, parseAnswer } from './answer.ts';
import type { Edition } from './edition.ts';

/** What is asked of `/facts.json`: the union of `ids=total-2025`, `topic=partners` and so on; without any name everything. */
export type Question = ReadonlySet<string>;

/** An answer, and whether there may be a newer one. */
export type Received = { answer: Answer; stale: boolean };

/**
 * Asks without cookies. Throws whatever went wrong, as a sentence where it is ours. `undefined` where the server does not accept
 * the question as it is put (400).
 */
export function requestFacts(edition: Edition, question: Question): Promise<Received | undefined> {
  // What is live is compared with what the server has now: a cache may keep an answer for a day (stale-while-revalidate)
  return request(toUrl(edition, question), edition.release ? 'default' : 'no-cache', 10_000);
}

/** What the cache of the browser still has, however old; for when the network fails. It is not there, or it is there at once. */
export async function recallFacts(edition: Edition, question: Question): Promise<Received | undefined> {
  const received = await request(toUrl(edition, question), 'force-cache', 3000);
  // A release stays what it is
  return received && { ...received, stale: !edition.release };
}

// A TypeError, as fetch gives where the network fails: what the page itself has wrong is an Error, and told on the console
async function request(url: string, cache: RequestCache, patience: number): Promise<Received | undefined> {
  const response = await fetch(url, { credentials: 'omit', cache, signal: AbortSignal.timeout(patience) });
  if (response.status === 400) return undefined;
  if (!response.ok) throw new TypeError(`${url} answered with status ${response.status}.`);
  const answer = parseAnswer(await response.json());
  if (!answer) throw new TypeError(`${url} answered with no facts.`);
  return { answer, stale: /stale|seed/.test(response.headers.get('Release-State') ?? '') };
}

/**
 * Facts of a release are one file, which a browser keeps for ever. So are all facts: whoever asks for more names than the server
 * takes (1,024 bytes of query) gets them, for they are few.
 */
function toUrl({ origin, release, asOf }: Edition, question: Question): string {
  const names = toQuery(question);
  const query = [!release && names.length <= 900 && names, asOf && `as_of=${asOf}`].filter(Boolean).join('&');
  return `${origin}${release && `/releases/${release}`}/facts.json${query && `?${query}`}`;
}

/** Sorted, so that the same question has the same address in every cache. Names are of letters that need no escape. */
function toQuery(question: Question): string {
  return [...question]
    .sort()
    .join('&')
    .replace(/(?<=ids=.*)&ids=|(?<=topic=.*)&topic=/g, ',');
}
