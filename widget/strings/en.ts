import type { Strings } from './index.ts';

export const en: Strings = {
  failed: 'This could not be loaded.',
  unchecked: 'Whether there is a newer figure could not be checked.',
  stale: (release) => `From the release of ${release}. ${en.unchecked}`,
  revised: { was: 'Revised: was ', now: (value, release) => `, now ${value} (release of ${release}). ` },
  withdrawn: (day, reason) => `Withdrawn on ${day}. ${reason} `,
  history: 'History',
  load: 'Load the full card',
  menu: 'Copy, cite, embed, data',
  sentence: 'Copy sentence with source',
  citation: 'Copy citation',
  live: 'Copy embed code (live)',
  pinned: 'Copy embed code (pinned)',
  csv: 'Data as CSV',
  evidence: 'How do we know?',
  copied: 'Copied.',
  byHand: 'The text is selected; copy it by hand.',
};
