import type { Language } from '../../data/fact.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The words of the element itself; every word about a figure, and every date, comes with the fact. */
export type Strings = {
  failed: string;
  /** Below a figure of the page that could not be compared with the newest release */
  unchecked: string;
  /** Below a card that an earlier answer was shown in; of its release the day, or the id where an old one does not say it */
  stale: (release: string) => string;
  /** What stands before the value that the page printed, and between it and the value of today */
  revised: { was: string; now: (value: string, release: string) => string };
  withdrawn: (day: string, reason: string) => string;
  /** Leads to the history of a fact */
  history: string;
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
