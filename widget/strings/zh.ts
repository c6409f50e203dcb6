import type { Strings } from './index.ts';

export const zh: Strings = {
  languageTag: 'zh-Hans',
  failed: '未能载入这项数据。',
};
