import type { Strings } from './index.ts';

export const zh: Strings = {
  languageTag: 'zh-Hans',
  failed: '未能载入这项数据。',
  unchecked: (release) => `未能核实此数据是否仍为最新${release === '' ? '。' : `；所示数据出自版本${release}。`}`,
  stale: (release) => `数据出自${release}，未能核实是否有更新的版本。`,
  releaseOf: (day) => `${day}发布的版本`,
  releaseNamed: (id) => `版本${id}`,
  revised: { was: '已修订：原为', now: (value, release) => `，现为${value}（${release}）。`, link: '查看修订记录' },
  withdrawn: (day, reason) => `已于${day}撤回。${reason}`,
  withdrawnLink: '了解详情',
  load: '查看是否有更新的数据',
  menu: '复制、引用、嵌入、数据',
  copySentence: '复制语句及来源',
  copyCitation: '复制引文',
  copyEmbed: '复制嵌入代码（随版本更新）',
  copyPinned: '复制嵌入代码（固定于此版本）',
  csv: '下载CSV数据',
  evidence: '数据依据',
  copied: '已复制。',
  copyByHand: '此页面不允许自动复制。文字已选中，请用键盘或菜单复制。',
  citationFailed: '未能载入引文，请打开“数据依据”查看。',
};
