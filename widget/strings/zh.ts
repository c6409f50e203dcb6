import type { Strings } from './index.ts';

export const zh: Strings = {
  languageTag: 'zh-Hans',
  source: '来源：',
  failed: '未能载入这项数据。',
};
