import type { Strings } from './index.ts';

export const zh: Strings = {
  failed: '未能载入。',
  unchecked: '未能核实是否有更新的数据。',
  stale: (release) => `数据出自${release}发布的版本，${zh.unchecked}`,
  revised: { was: '数值有变动：原为', now: (value, release) => `，现为${value}（${release}发布的版本）。` },
  withdrawn: (day, reason) => `已于${day}撤回。${reason}`,
  history: '历次变动',
  load: '载入完整卡片',
  menu: '复制、引用、嵌入与下载',
  sentence: '复制文字说明及来源',
  citation: '复制引用信息',
  live: '复制嵌入代码（最新）',
  pinned: '复制嵌入代码（本版）',
  csv: 'CSV数据',
  evidence: '依据何在？',
  copied: '已复制。',
  byHand: '文字已选中，请手动复制。',
};
