/** The part of a KV namespace that publishing needs; the platform's own binding fits. Nothing that publishes can delete. */
export type Namespace = {
  get(key: string, type: 'arrayBuffer'): Promise<ArrayBuffer | null>;
  put(key: string, value: ArrayBuffer | string): Promise<void>;
  list(options: {
    prefix: string;
    cursor?: string;
  }): Promise<{ keys: { name: string }[]; list_complete: boolean; cursor?: string }>;
};

/** What pruning needs on top. */
export type Prunable = Namespace & { delete(key: string): Promise<void> };

/** A namespace that was opened for a command, and what the command must know of it. */
export type OpenedNamespace = {
  namespace: Prunable;
  /** For sentences: `local KV`. */
  name: string;
  /** Pauses between two looks at what was just written, in milliseconds; none where a write is seen at once. */
  waits: readonly number[];
  close(): Promise<void>;
};

/** A reason to stop that is meant for whoever publishes: sentences, with what to do. Commands print it without a stack. */
export class PublishingError extends Error {}

/** The names of all keys with this prefix, page by page. */
export async function namesIn(namespace: Namespace, prefix: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await namespace.list(cursor === undefined ? { prefix } : { prefix, cursor });
    names.push(...page.keys.map(({ name }) => name));
    cursor = page.list_complete ? undefined : page.cursor;
  } while (cursor !== undefined);
  return names;
}
