import type { Language } from './fact.ts';

/** The place whose trade the dataset is about, as every description names it: its names, its ISO 3166-2 code, words to find it by. */
export const place: { name: Record<Language, string>; code: string; keywords: Record<Language, readonly string[]> } = {
  name: { en: 'Xizang (Tibet)', zh: '西藏' },
  code: 'CN-XZ',
  keywords: { en: ['Xizang', 'Tibet', 'China', 'foreign trade'], zh: ['西藏', '中国', '对外贸易'] },
};
