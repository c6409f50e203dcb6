import type { Language } from '../fact.ts';

/** The few words of a picture that are not those of its fact. */
type PictureStrings = {
  source: (source: string) => string;
  /** Where the status stands, once a fact is shown no longer; `rest` may follow. */
  withdrawn: (reason: string, rest?: string) => string;
  /** Stand behind the value in a badge, which has no room for more. */
  contested: string;
  withdrawnShort: string;
  /** On a badge, in one line. */
  label: (title: string, period: string) => string;
  beside: (value: string, word: string) => string;
};

export const pictureStrings: Record<Language, PictureStrings> = {
  en: {
    source: (source) => `Source: ${source}`,
    withdrawn: (reason, rest = '') => ['Withdrawn.', reason, rest].filter(Boolean).join(' '),
    contested: 'contested',
    withdrawnShort: 'withdrawn',
    label: (title, period) => `${title}, ${period}`,
    beside: (value, word) => `${value}, ${word}`,
  },
  zh: {
    source: (source) => `来源：${source}`,
    withdrawn: (reason, rest = '') => `已撤回。${reason}${rest}`,
    contested: '来源不一致',
    withdrawnShort: '已撤回',
    label: (title, period) => `${period}${title}`,
    beside: (value, word) => `${value}（${word}）`,
  },
};
