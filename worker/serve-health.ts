import type { Context } from 'hono';
import { JSON_TYPE } from '../data/formats/json.ts';
import { type App, open } from './context.ts';
import { respondUncached } from './respond.ts';

/**
 * Liveness, as this isolate sees it: which release is served, how old it is (seconds since its pointer was written), where the bytes
 * of the last file came from, and what the last look into KV brought.
 */
export async function serveHealth(context: Context<App>): Promise<Response> {
  const { serving, store } = await open(context);
  const { release, seq, published } = serving.snapshot.pointer;
  const { look, source = null } = store.seen;
  const health = {
    status: 'ok',
    state: serving.state,
    release,
    seq,
    published,
    age_seconds: Math.max(0, Math.round((Date.now() - Date.parse(published)) / 1000)),
    source,
    last_look: look === undefined ? null : { ...look, at: new Date(look.at).toISOString() },
  };
  return respondUncached(`${JSON.stringify(health)}\n`, JSON_TYPE, 200, { Release: release, 'Release-State': serving.state });
}
