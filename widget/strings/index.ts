import type { Language } from '../../data/fact.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The words of the element itself; every word about a figure, and every date, comes with the fact. */
export type Strings = {
  /** BCP 47, as the pages of the publication write it */
  languageTag: string;
  failed: string;
  /** Below a figure of the page that could not be compared with the newest release */
  unchecked: string;
  /** Below a card that an earlier answer was shown in; of a release the day or the id, by one of the next two */
  stale: (release: string) => string;
  day: (day: string) => string;
  release: (id: string) => string;
  /** What stands before the value that the page printed, between it and the value of today, and on the link to the history */
  revised: { was: string; now: (value: string, release: string) => string; link: string };
  withdrawn: (day: string, reason: string) => string;
  withdrawnLink: string;
  /** Where a reader saves data and has not asked yet */
  load: string;
  menu: string;
  sentence: string;
  citation: string;
  live: string;
  pinned: string;
  csv: string;
  evidence: string;
  copied: string;
  /** Above a selected text where the page may not copy */
  byHand: string;
};

/** Adding a language is a file like these; the compiler asks for it as soon as facts have the language. */
export const strings: Record<Language, Strings> = { en, zh };
