import type { Language } from '../fact.ts';

/** The words of a card that belong to no fact. */
export type Words = {
  /** BCP 47, as the pages of the publication write it */
  languageTag: string;
  /** Stands before the name of the source, with the space that the language puts there */
  source: string;
  /** What opens the table behind a sparkline, and the heads of its columns */
  series: string;
  period: string;
  value: string;
  /** Stands behind a value in a sentence, where the card would say it in a line of its own */
  marks: { contested: string; derived: string };
};

/** Adding a language is an entry here; the compiler asks for it as soon as facts have the language. */
const words: Record<Language, Words> = {
  en: {
    languageTag: 'en',
    source: 'Source: ',
    series: 'All figures of the series',
    period: 'Period',
    value: 'Value',
    marks: { contested: ' (sources disagree)', derived: ' (derived)' },
  },
  zh: {
    languageTag: 'zh-Hans',
    source: '来源：',
    series: '历年数值',
    period: '时期',
    value: '数值',
    marks: { contested: '（来源不一致）', derived: '（推算）' },
  },
};

/** The words of a language; English for one that a host brings along and that has none here. */
export function wordsOf(language: string): Words {
  return (words as Partial<Record<string, Words>>)[language] ?? { ...words.en, languageTag: language };
}
