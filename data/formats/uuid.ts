import { v5 } from 'uuid';
import type { Description } from '../schema.ts';

/**
 * A permanent `urn:uuid` of version 5 (RFC 9562) for a name of ours, such as `fact/total-2025`: free of any address, in the name space that
 * `dataset.json` gives the dataset, so that no two datasets have an id in common.
 */
export function toUrn(name: string, { namespace }: Pick<Description, 'namespace'>): string {
  return `urn:uuid:${v5(name, namespace)}`;
}
