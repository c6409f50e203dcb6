import * as z from 'zod';

/** What one cell of a table may hold. Every message continues the sentence `column "value" …` and ends with the remedy. */

export const NOT_A_CODE = 'is not a code. Write letters, digits and single hyphens, such as border-small-scale.';

/** Letters, digits and single hyphens: safe in a URL, a CSV list and an observation id. */
export const Code = z.string().regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, NOT_A_CODE);

/** A decimal number as text, so that no digit is lost: no exponent, no plus sign, no thousands separator. */
export const Decimal = z.string().regex(/^-?(0|[1-9]\d*)(\.\d+)?$/, {
  error: 'is not a number. Write plain digits with at most one point, such as 8479000000 or -14.6.',
  abort: true,
});

/** The place value of a last digit: a power of ten. */
export const Precision = z
  .string()
  .regex(/^(10*|0\.0*1)$/, { error: 'is not a place value. Write a power of ten, such as 1000000 or 0.1.', abort: true });

/** A month, or a day where a source counts in days (ISO 8601). */
export const Period = z.union([z.iso.date(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)], {
  error: 'is not a month or a day. Write 2025-04, or 2025-04-30 where the source counts in days.',
});

export const NOT_A_DATE = 'is not a date. Write 2025, 2025-04 or 2025-04-30.';

/** A date as precise as it is known: a year, a month or a day (ISO 8601). */
export const ReducedDate = z.union([z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)], NOT_A_DATE);

export const NOT_A_URL = 'is not a web address. Write it whole, beginning with https:// or http://.';

export const Url = z.url({ protocol: /^https?$/, hostname: z.regexes.domain, error: NOT_A_URL });

/** Text that every reader sees alike: nothing that a spreadsheet runs, nothing that XML 1.0 forbids. */
export const Text = z
  .string()
  .regex(
    /^(?![=+\-@\t\r])/,
    'begins with a character that a spreadsheet would run as a formula (= + - @ TAB CR). Begin with another character.',
  )
  .regex(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be refused
    /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]*$/u,
    'holds a control character. Remove it.',
  );

/** Text that must be there. */
export const Required = Text.min(1, 'is empty. Fill it in.');
/** A cell that may be empty; `error` is the complaint of its shape. */
export const maybe = <T extends z.ZodType>(shape: T, error = NOT_A_CODE) => z.union([z.literal(''), shape], error);
