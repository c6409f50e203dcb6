/** The letters that a text of a language cannot be without, where they are not Latin (ISO 15924 in Unicode properties). */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  bn: /\p{Script=Bengali}/u,
  bo: /\p{Script=Tibetan}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  ko: /\p{Script=Hangul}/u,
  ne: /\p{Script=Devanagari}/u,
  ru: /\p{Script=Cyrillic}/u,
  ta: /\p{Script=Tamil}/u,
  zh: /\p{Script=Han}/u,
};

/** Whether a text in this language (ISO 639-1) has lost its letters: it has some, or `?` in their place, but none of its script. */
export function hasLostLetters(text: string, language: string): boolean {
  const script = SCRIPTS[language];
  return script !== undefined && /[\p{L}?]/u.test(text) && !script.test(text);
}

/** The same for what is written in both languages: a name that is alike in both, such as that of a newspaper, is not lost. */
export function hasLostChinese(english: string, chinese: string): boolean {
  return chinese !== english && hasLostLetters(chinese, 'zh');
}

export const LOST_CHINESE = 'has no Chinese character in it. Restore the text, and save the file as UTF-8.';
