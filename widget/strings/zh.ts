import type { Strings } from './index.ts';

export const zh: Strings = {
  languageTag: 'zh-Hans',
  failed: '未能载入。',
  unchecked: '未能核实是否有更新的数据。',
  stale: (release) => `数据出自${release}，${zh.unchecked}`,
  day: (day) => `${day}发布的版本`,
  release: (id) => `版本${id}`,
  revised: { was: '已修订：原为', now: (value, release) => `，现为${value}（${release}）。`, link: '修订记录' },
  withdrawn: (day, reason) => `已于${day}撤回。${reason}`,
  withdrawnLink: '了解详情',
  load: '查看是否有更新的数据',
  menu: '复制、引用、嵌入、数据',
  sentence: '复制语句及来源',
  citation: '复制引文',
  live: '复制嵌入代码（自动更新）',
  pinned: '复制嵌入代码（固定版本）',
  csv: 'CSV数据',
  evidence: '数据依据',
  copied: '已复制。',
  byHand: '文字已选中，请手动复制。',
};
