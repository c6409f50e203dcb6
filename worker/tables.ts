import type { PublishedTables } from '../data/published.ts';
import type { Opened } from './context.ts';
import type { Snapshot } from './load.ts';
import { UnavailableError } from './store.ts';

/** Parsed once per release and isolate, when the first page of evidence is asked for. */
const parsed = new WeakMap<Snapshot, PublishedTables>();

const NAMES = ['observations', 'claims', 'sources', 'checks', 'codes', 'indicators', 'milestones'] as const;

/** The tables of the release that evidence is made of. Built by us and verified by digest, so shapes are not checked again. */
export async function tablesIn(opened: Opened): Promise<PublishedTables> {
  const known = parsed.get(opened.serving.snapshot);
  if (known !== undefined) return known;
  const lists = await Promise.all(NAMES.map(async (name) => [name, (await readJson(opened, `/${name}.json`))[name]] as const));
  const tables = {
    ...Object.fromEntries(lists),
    description: await readJson(opened, '/dataset.json'),
  } as unknown as PublishedTables;
  parsed.set(opened.serving.snapshot, tables);
  return tables;
}

async function readJson({ serving, copies, store }: Opened, path: string): Promise<Record<string, unknown>> {
  const file = serving.snapshot.files.get(path);
  if (file === undefined) throw new UnavailableError(path);
  return JSON.parse(new TextDecoder().decode(await store.read(copies, serving, file))) as Record<string, unknown>;
}
