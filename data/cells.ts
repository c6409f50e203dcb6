import * as z from 'zod';

/** What one cell of a table may hold. Every message continues the sentence `column "value" …` and ends with the remedy. */

export const NOT_A_CODE = 'is not a code. Write letters, digits and single hyphens, such as border-small-scale.';

/** A code is part of addresses, and of observation ids with up to a dozen others. */
export const LONGEST_CODE = 60;

/** Letters, digits and single hyphens: safe in a URL, a CSV list and an observation id. */
export const Code = z
  .string()
  .max(LONGEST_CODE, `has more than ${LONGEST_CODE} characters. Choose a shorter one.`)
  .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, NOT_A_CODE);

/** A decimal number as text, so that no digit is lost: no exponent, no plus sign, no thousands separator. */
export const Decimal = z
  .string()
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?$/, {
    error: 'is not a number. Write plain digits with at most one point, such as 8479000000 or -14.6.',
    abort: true,
  })
  .refine(isHeldByDouble, {
    error: 'has more digits than a number in JSON, Parquet or a spreadsheet holds, which is 15. Write what the source prints.',
    abort: true,
  });

/** Fifteen significant digits come back from a double as they went in (IEEE 754, binary64). */
function isHeldByDouble(decimal: string): boolean {
  return decimal.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length <= 15 && decimal.length <= 40;
}

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

export const NOT_A_URL =
  'is not a web address. Write it whole, beginning with https:// or http://, without blanks and without a user.';

export const Url = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain, error: NOT_A_URL, abort: true })
  .refine(isPlainUrl, NOT_A_URL);

/** Nothing that a reader cannot see or a program writes in another way: URL.parse takes blanks, and a password for everybody to read. */
export function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && url.username === '' && url.password === '' && !/[\s"<>\\^`{|}]|\p{Default_Ignorable_Code_Point}/u.test(text)
  );
}

/** Where a site is served: a scheme and a host, which the paths of the site follow. */
export const Origin = z
  .string()
  .refine(isOrigin, 'is not an origin. Write https:// and a host, without a path and without a slash at the end.');

export function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** ZWNJ and ZWJ shape words of Arabic and Indic scripts; between other letters nobody sees them. */
const JOINERS = /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{M}])[\u200c\u200d]/gu;

/** What a text may not have, with what to do: the first that is found is told, for the others mostly follow from it. */
const UNREADABLE: readonly [has: (text: string) => boolean, message: string][] = [
  [(text) => /^\s/u.test(text), 'begins with a blank. Remove it.'],
  [(text) => /\s$/u.test(text), 'ends with a blank. Remove it.'],
  [
    (text) => /^[=+\-@＝＋－＠]/u.test(text),
    'begins with a character that a spreadsheet would run as a formula (= + - @, also in full width). Begin with another character.',
  ],
  [(text) => /[\t\n\v\f\r\u0085\u2028\u2029]/u.test(text), 'has a line break or a tab in it. Write it on one line.'],
  [
    (text) => /[\p{Cc}\p{Co}\p{Noncharacter_Code_Point}\ufffd]/u.test(text),
    'has a control character in it, or one that means nothing to others. Remove it.',
  ],
  [
    (text) => /\p{Cf}|\p{Default_Ignorable_Code_Point}/u.test(text.replace(JOINERS, '')),
    'has a character in it that nobody sees, such as a mark of direction or a blank without width. Remove it, or write the text again.',
  ],
  [
    (text) => /\?\?|\p{L}\?\p{L}/u.test(text),
    'has ? where letters were lost when the file was saved in another encoding. Restore them; where a source asks twice, write one ?.',
  ],
  [
    isMojibake,
    'was read in another encoding than it was written in, and saved so. Restore it from git, and open the file as UTF-8.',
  ],
];

/** The signs of Windows-1252 from 0x80 on, by their bytes. */
const WINDOWS_1252 = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, index) => 128 + index))].map(
    (sign, index) => [sign, 128 + index] as const,
  ),
);

/** Whether UTF-8 was taken for Windows-1252: then the bytes of its signs are UTF-8 again, which those of a real text never are. */
function isMojibake(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const signs = text.match(/[^\u0000-\u007f]+/gu) ?? [];
  return signs.some((run) => {
    const bytes = [...run].map((sign) => WINDOWS_1252.get(sign) ?? 0);
    if (bytes.length < 2 || bytes.includes(0)) return false;
    return !new TextDecoder('utf-8').decode(Uint8Array.from(bytes)).includes('\ufffd');
  });
}

/** Room for the longest German noun, not for an address: a picture cannot break it, and has no room for it. */
const LONGEST_WORD = 45;

const UNSHOWABLE: typeof UNREADABLE = [
  ...UNREADABLE,
  [
    (text) => text.split(/\s/).some((word) => /^\p{ASCII}*$/u.test(word) && word.length > LONGEST_WORD),
    `has a word of more than ${LONGEST_WORD} characters, for which a card has no room. Shorten it; an address belongs into the note of a source.`,
  ],
];

/** Text that every reader sees alike: one line that no spreadsheet runs and XML 1.0 allows, with nothing in it that nobody sees. */
export const Text = withoutFaults(z.string(), UNREADABLE);

const EMPTY = 'is empty. Fill it in.';

/** Text that must be there. */
export const Required = withoutFaults(z.string().min(1, EMPTY), UNREADABLE);

/** Text that cards and pictures show. */
export const Shown = withoutFaults(z.string(), UNSHOWABLE);
export const ShownRequired = withoutFaults(z.string().min(1, EMPTY), UNSHOWABLE);

function withoutFaults(shape: z.ZodString, faults: typeof UNREADABLE): z.ZodString {
  return shape.superRefine((text, { addIssue }) => {
    const message = faults.find(([has]) => has(text))?.[1];
    if (message !== undefined) addIssue({ code: 'custom', message });
  });
}

/** A cell that may be empty; `error` is the complaint of its shape. */
export const maybe = <T extends z.ZodType>(shape: T, error = NOT_A_CODE) => z.union([z.literal(''), shape], error);
