import { Fraction } from 'fraction.js';
import * as z from 'zod';
import {
  Code,
  Decimal,
  isPlainUrl,
  LONGEST_CODE,
  maybe,
  NOT_A_DATE,
  NOT_A_URL,
  Origin,
  Period,
  Precision,
  ReducedDate,
  Required,
  Shown,
  ShownRequired,
  Text,
  Url,
} from './cells.ts';
import { hasLostChinese, hasLostLetters, LOST_CHINESE } from './lost-letters.ts';

/**
 * The vocabulary of the dataset: one zod shape per row of a table and per thing that is published,
 * and the TypeScript types inferred from them.
 */

// Codes that the rules themselves speak of; every other code is data and lives in codes.csv

export const Measure = z.enum(
  ['level', 'change-on-year', 'share-of-area-total', 'share-of-china-total'],
  'is not a measure. Write level, change-on-year, share-of-area-total or share-of-china-total.',
);
export type Measure = z.infer<typeof Measure>;

export const Qualifier = z.enum(
  ['exact', 'about', 'estimated', 'nearly', 'more-than', 'at-most', 'converted', 'ambiguous'],
  'is not a qualifier. Write exact, about, estimated, nearly, more-than, at-most, converted or ambiguous.',
);
export type Qualifier = z.infer<typeof Qualifier>;

export const Status = z.enum(['stated', 'derived', 'contested']);
export type Status = z.infer<typeof Status>;

export const Grade = z.enum(['A', 'B', 'C'], 'is not a grade. Write A, B or C.');

export const Topic = z.enum(
  ['totals', 'partners', 'regimes', 'enterprises', 'vehicles', 'logistics', 'fairs'],
  'is not a topic of facts. Write totals, partners, regimes, enterprises, vehicles, logistics or fairs.',
);
export type Topic = z.infer<typeof Topic>;

/** The dimensions of a key, in the order in which they are printed everywhere. */
export const dimensions = ['area', 'partner', 'flow', 'regime', 'enterprise', 'product', 'transport', 'basis'] as const;
export type Dimension = (typeof dimensions)[number];

// Rows of the tables

/** What an observation is about. Two figures on one key speak of the same thing. */
export const Key = z.strictObject({
  indicator: Code,
  measure: Measure,
  period_start: Period,
  period_end: Period,
  area: Code,
  partner: Code,
  flow: Code,
  regime: Code,
  enterprise: Code,
  product: Code,
  transport: Code,
  basis: Code,
  unit: Code,
  base_unit: maybe(Code),
});
export type Key = z.infer<typeof Key>;

/** The columns that make up a key, in their order. */
export const keyColumns = Object.keys(Key.shape) as (keyof Key)[];

const { unit, base_unit, ...keyBeforeValue } = Key.shape;

/** One figure as one source printed it. */
export const Claim = z
  .strictObject({
    claim: Code,
    ...keyBeforeValue,
    value: Decimal,
    precision: Precision,
    unit,
    base_unit,
    qualifier: Qualifier,
    reporter: Code,
    source: Code,
    note: Text,
  })
  .superRefine(({ value, precision, period_start, period_end, measure, base_unit }, { addIssue }) => {
    const complain = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (new Fraction(value).div(precision).d !== 1n) {
      complain('value', `has digits finer than its precision ${precision}. Correct one of the two.`);
    }
    if (period_start.length !== period_end.length) {
      complain('period_end', `is not as fine as the period's start, ${period_start}. Write both as months or both as days.`);
    } else if (period_end < period_start) {
      complain('period_end', `lies before the period's start, ${period_start}. Exchange or correct them.`);
    }
    if (measure === 'level' && base_unit !== '') {
      complain('base_unit', 'stands beside a level, which has no base. Leave it empty.');
    }
    if (measure !== 'level' && base_unit === '') {
      complain('base_unit', 'is empty. Write the unit of the levels that are compared, such as CNY.');
    }
  });
export type Claim = z.infer<typeof Claim>;

/** The document in which claims were printed. */
export const Source = z
  .strictObject({
    source: Code,
    grade: Grade,
    publisher: Code,
    title: Text,
    url: maybe(Url, NOT_A_URL),
    published: maybe(ReducedDate, NOT_A_DATE),
    published_note: Text,
    language: Code,
    note: Text,
  })
  .superRefine(({ title, language }, { addIssue }) => {
    // A title may be given in English, whatever its language
    if (!title.includes('?') || !hasLostLetters(title, language)) return;
    const message = `has no letter of its language, ${language}. Restore the title, and save the file as UTF-8.`;
    addIssue({ code: 'custom', path: ['title'], message });
  });
export type Source = z.infer<typeof Source>;

/** Something that happened, with a date and a source but no figure of its own. */
export const Milestone = z.strictObject({
  milestone: Code,
  date: ReducedDate,
  area: Code,
  partner: Code,
  topic: Code,
  summary: Required,
  source: Code,
  note: Text,
});
export type Milestone = z.infer<typeof Milestone>;

/** A code of a dimension or another code list, with its labels. */
export const CodeRow = z
  .strictObject({
    codelist: Code,
    code: Code,
    label_en: ShownRequired,
    label_zh: ShownRequired,
    definition: Required,
    parent: maybe(Code),
  })
  .superRefine(({ label_en, label_zh }, { addIssue }) => {
    if (hasLostChinese(label_en, label_zh)) addIssue({ code: 'custom', path: ['label_zh'], message: LOST_CHINESE });
  });
export type CodeRow = z.infer<typeof CodeRow>;

/** Why a check that does not hold is no error: it names the claims with the values that it speaks of. */
export const Explanation = z.strictObject({
  check: z.string().min(1, 'is empty. Write the id of a check.'),
  claims: z
    .string()
    .regex(
      /^[A-Za-z0-9-]+=-?[0-9.]+( [A-Za-z0-9-]+=-?[0-9.]+)*$/,
      'is not a list of claims with their values. Write c1=100 c2=-4.5, with spaces between them.',
    ),
  reason: Required,
});
export type Explanation = z.infer<typeof Explanation>;

/** What is measured, and the units in which its levels may be given (codes, separated by spaces in the table). */
export const Indicator = z
  .strictObject({
    indicator: Code,
    label_en: ShownRequired,
    label_zh: ShownRequired,
    definition: Required,
    units: Required.transform((units) => units.split(' ')),
    /** Whether levels of successive periods, and of parts, add up: a count of partners does not. */
    additive: z.enum(['yes', 'no'], 'is neither yes nor no. Write yes where levels of successive periods add up.'),
  })
  .superRefine(({ label_en, label_zh }, { addIssue }) => {
    if (hasLostChinese(label_en, label_zh)) addIssue({ code: 'custom', path: ['label_zh'], message: LOST_CHINESE });
  });
export type Indicator = z.infer<typeof Indicator>;

/** A choice of what a card shows. Its figures are computed; a remark says what a reader must know. */
export const FactRow = z
  .strictObject({
    fact: z
      .string()
      .max(LONGEST_CODE, `has more than ${LONGEST_CODE} characters. Choose a shorter one.`)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a fact id. Write lower-case letters, digits and single hyphens.'),
    topic: Topic,
    headline: z.enum(['', 'yes'], 'is neither empty nor yes. Write yes to show the card on the landing page.'),
    observation: z.string().min(1, 'is empty. Write the id of an observation.'),
    remark_en: Shown,
    remark_zh: Shown,
  })
  .superRefine(({ remark_en, remark_zh }, { addIssue }) => {
    if (hasLostChinese(remark_en, remark_zh)) addIssue({ code: 'custom', path: ['remark_zh'], message: LOST_CHINESE });
  });
export type FactRow = z.infer<typeof FactRow>;

/** A signed-off decision on a contested key: the claim preferred, why, and the source that settles it. */
export const Resolution = z.strictObject({
  observation: z.string().min(1, 'is empty. Write the id of an observation.'),
  claim: Code,
  source: Code,
  reason: Required,
});
export type Resolution = z.infer<typeof Resolution>;

/** Why a fact that was published is shown no longer, and which fact to take instead of it, if any. */
export const Withdrawal = z
  .strictObject({
    fact: Code,
    replacement: maybe(Code),
    reason_en: ShownRequired,
    reason_zh: ShownRequired,
  })
  .superRefine(({ reason_en, reason_zh }, { addIssue }) => {
    if (hasLostChinese(reason_en, reason_zh)) addIssue({ code: 'custom', path: ['reason_zh'], message: LOST_CHINESE });
  });
export type Withdrawal = z.infer<typeof Withdrawal>;

/** The dataset as a whole: `dataset.json`. */
const NOT_A_CONTACT = 'is not the address of a page or of mail. Write https://… or mailto:…';

const InBoth = z.strictObject({ en: Required, zh: Required });

export const Description = z.strictObject({
  title: InBoth,
  description: InBoth,
  license: z.strictObject({ name: Required, url: Url }),
  languages: z.tuple([z.literal('en'), z.literal('zh')]),
  publisher: z.strictObject({ name: InBoth }),
  /** Where errors and weaknesses are reported: a page, or an address for mail. */
  contact: z
    .url({ protocol: /^(https?|mailto)$/, error: NOT_A_CONTACT, abort: true })
    .refine((text) => isPlainUrl(text), NOT_A_CONTACT),
  origin: Origin,
  /** The name space of the dataset's permanent ids: made once for each dataset, never to change, for feed readers know entries by them. */
  namespace: z.uuid({ error: 'is not a UUID. Make one for this dataset, and never change it: node -p "crypto.randomUUID()"' }),
});
export type Description = z.infer<typeof Description>;

// What is computed from the tables

/**
 * The value that the dataset stands behind for one key. Lists hold claim ids, the preferred one first. A derived one has no
 * claims, source, reporter or qualifier; it has the rule that it follows, its formula, and its operands by id, in the order
 * of the letters in the formula.
 */
export const Observation = z.strictObject({
  observation: z.string().min(1),
  ...keyBeforeValue,
  value: Decimal,
  /** The place to which the value is worded: of the last digit that was printed, or that the bounds of a derived one justify. */
  precision: Precision,
  lower: maybe(Decimal),
  upper: maybe(Decimal),
  unit,
  base_unit,
  qualifier: maybe(Qualifier),
  status: Status,
  reporter: maybe(Code),
  source: maybe(Code),
  claims: z.array(Code),
  claims_against: z.array(Code),
  claims_beside: z.array(Code),
  rule: maybe(Code),
  formula: Text,
  operands: z.array(z.string()),
  note: Text,
  reason: Text,
});
export type Observation = z.infer<typeof Observation>;

/** A machine-verified statement about the numbers, with its result. An open end is empty. */
export const Check = z.strictObject({
  check: z.string().min(1),
  rule: Code,
  /** `a` is the observation, `b` and so on the operands. */
  formula: z.string().min(1),
  observation: z.string().min(1),
  operands: z.array(z.string()),
  value: maybe(Decimal),
  lower: maybe(Decimal),
  upper: maybe(Decimal),
  computed_lower: maybe(Decimal),
  computed_upper: maybe(Decimal),
  unit: z.string().min(1),
  /** By how much what is stated and what is computed overlap; below zero, how far they are apart. */
  slack: Decimal,
  result: z.enum(['holds', 'explained', 'fails']),
  reason: Text,
});
export type Check = z.infer<typeof Check>;

export const ChangeClass = z.enum(['added', 'corrected', 'revised', 'withdrawn']);
export type ChangeClass = z.infer<typeof ChangeClass>;

/**
 * One value-level difference between two releases; `old_` is empty where it is added, `new_` where it is withdrawn. `claims` are
 * those by which it came about.
 */
export const Change = z.strictObject({
  observation: z.string(),
  class: ChangeClass,
  old_value: maybe(Decimal),
  new_value: maybe(Decimal),
  /** The new value less the old one, exactly. */
  difference: maybe(Decimal),
  unit,
  old_precision: maybe(Precision),
  new_precision: maybe(Precision),
  old_lower: maybe(Decimal),
  new_lower: maybe(Decimal),
  old_upper: maybe(Decimal),
  new_upper: maybe(Decimal),
  old_qualifier: maybe(Qualifier),
  new_qualifier: maybe(Qualifier),
  old_status: maybe(Status),
  new_status: maybe(Status),
  reason: Text,
  reason_zh: Text,
  claims: z.array(Code),
});
export type Change = z.infer<typeof Change>;

/** Columns that hold decimals, in whatever table: numbers in JSON, text without loss in CSV. */
export const numericColumns: ReadonlySet<string> = new Set([
  'value',
  'precision',
  'lower',
  'upper',
  'computed_lower',
  'computed_upper',
  'slack',
  'old_value',
  'new_value',
  'difference',
  'old_precision',
  'new_precision',
  'old_lower',
  'new_lower',
  'old_upper',
  'new_upper',
]);

/** Columns that hold several values: arrays in JSON, separated by spaces in CSV. */
export const listColumns: ReadonlySet<string> = new Set(['units', 'claims', 'claims_against', 'claims_beside', 'operands']);
