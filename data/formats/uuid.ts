import { v5 } from 'uuid';

/** The name space of this dataset's ids: made once, never to change, for feed readers know entries by what it yields. */
const NAMESPACE = '774b80a7-48c2-49a7-9927-34acd65e432f';

/** A permanent `urn:uuid` of version 5 (RFC 9562) for a name of ours, such as `fact/total-2025`: free of any address. */
export function toUrn(name: string): string {
  return `urn:uuid:${v5(name, NAMESPACE)}`;
}
