import type { Context } from 'hono';
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
