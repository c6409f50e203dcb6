import type { Context } from 'hono';
import { JSON_TYPE } from '../data/formats/json.ts';
import { type App, open } from './context.ts';
import { respondUncached } from './respond.ts';

/** Liveness: which release is served, how fresh it is, and how old (seconds since its pointer was written). */
export async function serveHealth(context: Context<App>): Promise<Response> {
  const { serving } = await open(context);
  const { release, seq, published } = serving.snapshot.pointer;
  const age_seconds = Math.max(0, Math.round((Date.now() - Date.parse(published)) / 1000));
  const health = { status: 'ok', state: serving.state, release, seq, published, age_seconds };
  return respondUncached(`${JSON.stringify(health)}\n`, JSON_TYPE, 200, { Release: release, 'Release-State': serving.state });
}
