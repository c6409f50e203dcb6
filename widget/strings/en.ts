import type { Strings } from './index.ts';

export const en: Strings = {
  languageTag: 'en',
  failed: 'This could not be loaded.',
  unchecked: 'Whether there is a newer figure could not be checked.',
  stale: (release) => `From the ${release}. ${en.unchecked}`,
  day: (day) => `release of ${day}`,
  release: (id) => `release ${id}`,
  revised: { was: 'Revised: was ', now: (value, release) => `, now ${value} (${release}). `, link: 'What changed' },
  withdrawn: (day, reason) => `Withdrawn on ${day}. ${reason} `,
  withdrawnLink: 'More about it',
  load: 'Check for a newer figure',
  menu: 'Copy, cite, embed, data',
  sentence: 'Copy sentence with source',
  citation: 'Copy citation',
  live: 'Copy embed code, kept up to date',
  pinned: 'Copy embed code of this release',
  csv: 'Data as CSV',
  evidence: 'How do we know?',
  copied: 'Copied.',
  byHand: 'The text is selected; copy it by hand.',
};
