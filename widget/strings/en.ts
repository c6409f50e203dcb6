import type { Strings } from './index.ts';

export const en: Strings = {
  languageTag: 'en',
  source: 'Source: ',
  failed: 'This figure could not be loaded.',
};
