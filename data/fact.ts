import * as z from 'zod';
import { Code, Period } from './cells.ts';
import { Grade, Qualifier, Status, Topic } from './schema.ts';

/** Every string that a card shows, in one language; empty where there is nothing to say. */
export const FactText = z.strictObject({
  /** "Xizang’s goods trade with Nepal" */
  title: z.string(),
  /** "8.479 billion yuan", with its qualifier in words: "more than 7 billion yuan" */
  value: z.string(),
  /** "2025", "January to April 2025" */
  period: z.string(),
  /** "up 15.4% on the year before", where a source states it */
  comparison: z.string(),
  /** "21.3% of Xizang’s goods trade", where it is part of it. Releases before 2026-11-25.1 have neither this nor `trend`. */
  share: z.string().optional(),
  /** "2024: 12.672 billion yuan", the same key one year earlier */
  previous: z.string(),
  /** "stated", "contested: …" with what the other sources print */
  status: z.string(),
  /** What a reader must know to read the figure right */
  remark: z.string(),
  /** "Xinhua via People’s Daily Online, 27 January 2026" */
  source: z.string(),
  /** The fact as one spoken sentence */
  sentence: z.string(),
  /** The series as spoken sentences: its ends, its extremes where the bounds leave no doubt, and what is missing */
  trend: z.string().optional(),
  /** Labels of the points of `series`, in its order */
  series: z.array(z.strictObject({ period: z.string(), value: z.string() })),
});
export type FactText = z.infer<typeof FactText>;

const Point = z.strictObject({
  observation: z.string(),
  period_start: Period,
  period_end: Period,
  value: z.number(),
  unit: Code,
  qualifier: Qualifier.nullable(),
  status: Status,
  /** `null` where it is derived. */
  source: Code.nullable(),
  claims: z.array(Code),
});

/** A fact as it is published; numbers are numbers here, and text has every word that a card needs. */
export const Fact = z.strictObject({
  fact: z.string(),
  topic: Topic,
  headline: z.boolean(),
  observation: z.string(),
  period_start: Period,
  period_end: Period,
  value: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  unit: Code,
  base_unit: Code.nullable(),
  qualifier: Qualifier.nullable(),
  status: Status,
  comparison: Point.nullable(),
  /** What part of the region’s total it is, where a source states it or two levels give it; of a share, the share itself. */
  share: Point.nullable().optional(),
  previous: Point.nullable(),
  /** Three points or more that differ in their year only, oldest first; otherwise empty. A missing year is a gap. */
  series: z.array(Point),
  /** `null` where the fact is derived: then `operands` lead to the sources. */
  source: z
    .strictObject({
      source: Code,
      grade: Grade,
      publisher: Code,
      title: z.string().nullable(),
      url: z.string().nullable(),
      published: z.string().nullable(),
    })
    .nullable(),
  rule: Code.nullable(),
  formula: z.string().nullable(),
  /** The observations that a derived fact was computed from, in the order of the letters in the formula. */
  operands: z.array(z.string()),
  claims: z.array(Code),
  claims_against: z.array(Code),
  claims_beside: z.array(Code),
  text: z.strictObject({ en: FactText, zh: FactText }),
});
export type Fact = z.infer<typeof Fact>;
export type Language = keyof Fact['text'];

/** A day, and how each language writes it. */
export const WordedDay = z.strictObject({ day: z.iso.date(), en: z.string(), zh: z.string() });
export type WordedDay = z.infer<typeof WordedDay>;

/** A fact that is shown no longer: since which release, why, and which one to take instead, if any. */
export const WithdrawnFact = z.strictObject({
  fact: z.string(),
  release: z.string(),
  released: WordedDay,
  reason: z.strictObject({ en: z.string(), zh: z.string() }),
  replacement: z.string().nullable(),
});
export type WithdrawnFact = z.infer<typeof WithdrawnFact>;

/** The answer of `/facts.json`: the facts asked for, and by name the ids that were withdrawn, or that never were. */
export const FactsAnswer = z.strictObject({
  release: z.string(),
  /** The day of the release; those before 2026-11-25.1 do not say it. */
  released: WordedDay.optional(),
  license: z.string(),
  attribution: z.string(),
  as_of: z.iso.date().optional(),
  count: z.number(),
  facts: z.array(Fact),
  withdrawn: z.array(WithdrawnFact).optional(),
  unknown: z.array(z.string()).optional(),
});
export type FactsAnswer = z.infer<typeof FactsAnswer>;
