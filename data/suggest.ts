import { closestMatch } from 'leven';

/** What is asked for elsewhere by another name, and here by this. */
const MISNOMERS: Readonly<Record<string, string>> = {
  country: 'partner',
  region: 'area',
  year: 'from',
  start: 'from',
  startPeriod: 'from',
  since: 'from',
  end: 'to',
  endPeriod: 'to',
  until: 'to',
  date: 'as_of',
  columns: 'fields',
  select: 'fields',
  order: 'sort',
  lang: 'labels',
  form: 'from',
};

/** The same for values that no code list names. */
const SYNONYMS: Readonly<Record<string, string>> = {
  tibet: 'xizang',
  rmb: 'CNY',
  renminbi: 'CNY',
  dollars: 'USD',
  growth: 'change-on-year',
  annual: 'year',
  yearly: 'year',
  quarterly: 'quarter',
  monthly: 'month',
};

/** The parameter that was probably meant. */
export function suggestParameter(name: string, known: readonly string[]): string | undefined {
  const misnomer = Object.hasOwn(MISNOMERS, name) ? MISNOMERS[name] : undefined;
  return misnomer !== undefined && known.includes(misnomer) ? misnomer : suggestWord(name, known);
}

/** The word of a short list that was probably meant; where there is but one, it was. */
export function suggestWord(word: string, words: readonly string[]): string | undefined {
  const [only, ...others] = words;
  if (others.length === 0) return word === '0' || word === 'false' ? undefined : only;
  const synonym = synonymOf(word);
  if (synonym !== undefined && words.includes(synonym)) return synonym;
  return closest(fold(word), new Map(words.map((each) => [each, each])), Math.floor((word.length + 1) / 3));
}

/**
 * The code that was probably meant: one with this name in any language, or in another case, or all but the same in writing.
 * Of three letters one may be wrong, but of two none: one letter further is another country.
 */
export function suggestCode(word: string, codes: ReadonlyMap<string, readonly string[]>): string | undefined {
  const byName = new Map([...codes].flatMap(([code, names]) => [code, ...names].map((name) => [fold(name), code] as const)));
  const named = byName.get(fold(word)) ?? byName.get(fold(synonymOf(word) ?? ''));
  // Ids are long and many: to find the one that is nearest takes longer than an answer
  return named ?? (codes.size > MOST_COMPARED ? undefined : closest(fold(word), byName, Math.floor(word.length / 3)));
}

const MOST_COMPARED = 200;

function synonymOf(word: string): string | undefined {
  return Object.hasOwn(SYNONYMS, fold(word)) ? SYNONYMS[fold(word)] : undefined;
}

/** A year, a month or a day that is written in another way: 2024/4, 202404, 2024年4月. A quarter, 2024Q4, is none of them. */
export function suggestDate(value: string, places: readonly number[]): string | undefined {
  const parts = /^(\d{4})(?:[-/. 年]?(\d\d?))?(?:[-/. 月]?(\d\d?))?[月日]?$/
    .exec(value)
    ?.slice(1)
    .filter((part) => part !== undefined);
  if (parts === undefined) return undefined;
  const most = Math.max(...places);
  const date = parts.slice(0, most).map((part) => part.padStart(2, '0'));
  return places.includes(date.length) ? date.join('-') : undefined;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/^the /, '');
}

/** Nothing that is longer is a misspelt code, and it would take long to find that out. */
const LONGEST_WORD = 60;

function closest(word: string, names: ReadonlyMap<string, string>, maxDistance: number): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const match = closestMatch(word, [...names.keys()], { maxDistance });
  return match === undefined ? undefined : names.get(match);
}
