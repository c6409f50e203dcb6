import type { Language } from '../fact.ts';
import type { Period } from '../period.ts';
import type { Observation } from '../schema.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The label of a code, in the language at hand: `label('partner', 'NP')` is Nepal. */
export type Label = (codelist: string, code: string) => string;

/** A figure with all that decides how it is worded. */
export type Figure = Pick<Observation, 'value' | 'precision' | 'unit' | 'qualifier'>;

/** What one language must be able to say. Pure: strings in, strings out; no `Intl`, which differs from engine to engine. */
export type Wording = {
  /** What the figure is about: "Xizang’s goods trade with Nepal" */
  title(observation: Observation, label: Label): string;
  /** "more than 7.0 billion yuan" */
  figure(figure: Figure, label: Label): string;
  /** "January to April 2025" */
  period(period: Period): string;
  /** A change as a figure of its own: "down 33.1%" */
  change(change: Observation): string;
  /** "up 15.4% on the year before" */
  comparison(change: Observation): string;
  /** "2024: 12.672 billion yuan" */
  previous(period: string, figure: string): string;
  /** "21.3% of Xizang’s goods trade" */
  share(figure: string, label: Label): string;
  /** A series as spoken sentences; what is `undefined` or empty is left out */
  trend(parts: TrendParts): string;
  /** "2008 to 2021" */
  stretch(from: string, to: string): string;
  /** "30 January 2026"; a year or a month alone as well */
  date(published: string): string;
  /** Adds who printed it, where that is not the source of the fact: "2024: 12.672 billion yuan, per Xinhua (Japanese)" */
  printedBy(text: string, publisher: string): string;
  /** Adds that no source prints it: "down 33.1% on the year before (derived)" */
  derived(text: string): string;
  /** Adds that sources print different values */
  contested(text: string): string;
  /** In place of a source: what the value was derived from */
  derivedFrom(sources: readonly string[]): string;
  /** Who stands behind the value, and what else was printed */
  status(observation: Observation, against: readonly { publisher: string; figure: string }[]): string;
  /** "China Daily, 30 January 2026"; `published` may be a year, a month, a day or '' */
  source(publisher: string, published: string): string;
  /** All of it as one spoken sentence; empty parts are left out */
  sentence(parts: SentenceParts): string;
};

export type SentenceParts = Record<
  'title' | 'period' | 'value' | 'comparison' | 'previous' | 'status' | 'remark' | 'source',
  string
>;

/** A point of a series in words. */
export type WordedPoint = { period: string; value: string };

/** The first and the last point of a series, its extremes where they are known, the periods between them without a figure. */
export type TrendParts = {
  first: WordedPoint;
  last: WordedPoint;
  highest: WordedPoint | undefined;
  lowest: WordedPoint | undefined;
  missing: readonly string[];
};

/** A language is a file here and a key in this record: the compiler asks for both. */
export const wordings: Record<Language, Wording> = { en, zh };
