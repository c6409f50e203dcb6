import type { Copied } from './menu.ts';
import type { Revision } from './note.ts';

/** The facts shown, in their order, the ids that do not exist or were withdrawn, and the release they are of. */
export type LoadDetail = {
  facts: readonly string[];
  unknown: readonly string[];
  withdrawn: readonly string[];
  release: string;
  /** Whether there may be a newer release, which could not be asked. */
  stale: boolean;
};

/** Why nothing could be shown, or a fact could not; `unknown` names ids that do not exist. */
export type ErrorDetail = { error: Error; unknown: readonly string[] };

/** Values that the page printed and that are others now. */
export type RevisedDetail = { revisions: readonly Revision[] };

/** What a reader copied from the card of which fact. */
export type CopyDetail = { fact: string; what: Copied; text: string };

/** The events of the element. They bubble, and leave shadow roots. */
export type Events = {
  'xizang-trade-load': LoadDetail;
  'xizang-trade-error': ErrorDetail;
  'xizang-trade-revised': RevisedDetail;
  'xizang-trade-copy': CopyDetail;
};

declare global {
  interface GlobalEventHandlersEventMap {
    'xizang-trade-load': CustomEvent<LoadDetail>;
    'xizang-trade-error': CustomEvent<ErrorDetail>;
    'xizang-trade-revised': CustomEvent<RevisedDetail>;
    'xizang-trade-copy': CustomEvent<CopyDetail>;
  }
}
