import type { Context } from 'hono';
import { FrozenId } from '../data/keys.ts';
import type { Release } from '../data/release.ts';
import { type Copies, copiesIn } from './copies.ts';
import type { Env } from './env.ts';
import { type Serving, Store } from './store.ts';

export type App = { Bindings: Env };

/** The one store of this isolate; it outlives requests and holds bytes only. */
const store = new Store();

/** What a handler needs: one release for the whole request, and the means to read its files. */
export type Opened = { serving: Serving; copies: Copies; store: Store };

/** Opens the release that this request is answered from; asked once per request, so that nothing is mixed. */
export async function open(context: Context<App>): Promise<Opened> {
  const copies = copiesIn(context.env);
  const serving = await store.serving(copies, (work) => context.executionCtx.waitUntil(work));
  return { serving, copies, store };
}

/** A release by its id, and where its files are; `undefined` where there is none. */
export type OpenedRelease = { opened: Opened; release: Release };

/**
 * Finds a release. What is served names every release up to its own; one that was rolled back since is found in the seed, for what
 * was frozen answers for ever. Only what looks like an id is looked for there, and the seed is read once.
 */
export async function openRelease(context: Context<App>, id: string): Promise<OpenedRelease | undefined> {
  const opened = await open(context);
  const served = find(opened, id);
  if (served !== undefined || !FrozenId.safeParse(id).success) return served;
  return find(await openSeed(opened), id);
}

/** The same request, answered from what is deployed with the Worker. */
export async function openSeed(opened: Opened): Promise<Opened> {
  const snapshot = await store.seed(opened.copies);
  return { ...opened, serving: { ...opened.serving, snapshot } };
}

function find(opened: Opened, id: string): OpenedRelease | undefined {
  const release = opened.serving.snapshot.manifest.releases.find((each) => each.id === id);
  return release && { opened, release };
}
