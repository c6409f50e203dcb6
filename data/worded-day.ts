import type { WordedDay } from './fact.ts';
import { wordings } from './wording/wording.ts';

/** The day of a time (UTC), and how each language writes it. */
export function toWordedDay(time: string): WordedDay {
  const day = time.slice(0, 10);
  return { day, en: wordings.en.date(day), zh: wordings.zh.date(day) };
}
