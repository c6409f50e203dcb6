import type { PublishedTables } from '../data/published.ts';
import type { Opened } from './context.ts';
import { readJson } from './read-json.ts';

const NAMES = ['observations', 'claims', 'sources', 'checks', 'codes', 'indicators', 'milestones'] as const;

/** The tables of the release that evidence is made of. */
export async function tablesIn(opened: Opened): Promise<PublishedTables> {
  const lists = await Promise.all(
    NAMES.map(async (name) => [name, (await readJson<Record<string, unknown>>(opened, `/${name}.json`))[name]] as const),
  );
  return { ...Object.fromEntries(lists), description: await readJson(opened, '/dataset.json') } as PublishedTables;
}
