import type { Opened } from './context.ts';
import type { Snapshot } from './load.ts';
import { UnavailableError } from './store.ts';

/** What was parsed, by release and path: once per isolate. */
const parsed = new WeakMap<Snapshot, Map<string, unknown>>();

/** A JSON file of the release that is served, parsed. Built by us and verified by its digest, so its shape is not checked again. */
export async function readJson<Content>({ serving, copies, store }: Opened, path: string): Promise<Content> {
  const { snapshot } = serving;
  const known = parsed.get(snapshot) ?? new Map<string, unknown>();
  parsed.set(snapshot, known);
  if (!known.has(path)) {
    const file = snapshot.files.get(path);
    if (file === undefined) throw new UnavailableError(path);
    known.set(path, JSON.parse(new TextDecoder().decode(await store.read(copies, serving, file))));
  }
  return known.get(path) as Content;
}
