import type { Strings } from './index.ts';

export const en: Strings = {
  languageTag: 'en',
  failed: 'This figure could not be loaded.',
  unchecked: (release) =>
    `Whether this figure is still current could not be checked${release === '' ? '.' : `; it is printed from release ${release}.`}`,
  stale: (release) => `From the ${release}. Whether there is a newer one could not be checked.`,
  releaseOf: (day) => `release of ${day}`,
  releaseNamed: (id) => `release ${id}`,
  revised: { was: 'Revised: was ', now: (value, release) => `, now ${value} (${release}). `, link: 'What changed' },
  withdrawn: (day, reason) => `Withdrawn on ${day}. ${reason} `,
  withdrawnLink: 'More about it',
  load: 'Check for a newer figure',
  menu: 'Copy, cite, embed, data',
  copySentence: 'Copy sentence with source',
  copyCitation: 'Copy citation',
  copyEmbed: 'Copy embed code, kept up to date',
  copyPinned: 'Copy embed code of this release',
  csv: 'Data as CSV',
  evidence: 'How do we know?',
  copied: 'Copied.',
  copyByHand: 'This page does not let us copy. The text is selected: copy it with your keyboard or menu.',
  citationFailed: 'The citation could not be loaded. Open “How do we know?” to find it.',
};
