import type { Language } from '../../data/fact.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The words of the element itself; every word about a figure comes with the fact. */
export type Strings = {
  /** BCP 47, as the pages of the publication write it */
  languageTag: string;
  failed: string;
};

/** Adding a language is a file like these; the compiler asks for it as soon as facts have the language. */
export const strings: Record<Language, Strings> = { en, zh };
