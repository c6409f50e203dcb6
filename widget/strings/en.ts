import type { Strings } from './index.ts';

export const en: Strings = {
  languageTag: 'en',
  failed: 'This figure could not be loaded.',
};
