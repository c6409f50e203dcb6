/** The facts shown, in their order, the ids that do not exist, and the release they are of. */
export type LoadDetail = { facts: readonly string[]; unknown: readonly string[]; release: string };

/** Why nothing could be shown; `unknown` names ids that do not exist. */
export type ErrorDetail = { error: Error; unknown: readonly string[] };

/** The events of the element. They bubble, and leave shadow roots. */
export type Events = {
  'xizang-trade-load': LoadDetail;
  'xizang-trade-error': ErrorDetail;
};

declare global {
  interface GlobalEventHandlersEventMap {
    'xizang-trade-load': CustomEvent<LoadDetail>;
    'xizang-trade-error': CustomEvent<ErrorDetail>;
  }
}
