import type { Strings } from './index.ts';

export const zh: Strings = {
  failed: '未能载入。',
  unchecked: '未能核实是否有更新的数据。',
  stale: (release) => `数据出自${release}发布的版本，${zh.unchecked}`,
  revised: { was: '已修订：原为', now: (value, release) => `，现为${value}（${release}发布的版本）。` },
  withdrawn: (day, reason) => `已于${day}撤回。${reason}`,
  history: '修订记录',
  load: '查看是否有更新的数据',
  menu: '复制、引用、嵌入、数据',
  sentence: '复制语句及来源',
  citation: '复制引文',
  live: '复制嵌入代码（实时）',
  pinned: '复制嵌入代码（固定）',
  csv: 'CSV数据',
  evidence: '数据依据',
  copied: '已复制。',
  byHand: '文字已选中，请手动复制。',
};
