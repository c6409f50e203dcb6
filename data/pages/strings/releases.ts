import type { Language } from '../../fact.ts';
import type { ChangeClass } from '../../schema.ts';

/** The copy of the pages that tell of releases and changes, in one language. */
export type ReleaseStrings = {
  /** Between two sentences */
  gap: string;
  heading: (id: string) => string;
  made: (day: string, time: string) => string;
  follows: string;
  first: string;
  stop: string;
  classes: Record<ChangeClass, string>;
  /** What the classes mean, once on each page. */
  legend: string;
  facts: string;
  observations: string;
  counts: (counts: Record<ChangeClass, number>) => string;
  added: (count: number) => string;
  columns: Record<'fact' | 'observation' | 'class' | 'old' | 'now' | 'difference' | 'reason' | 'release', string>;
  files: string;
  fileColumns: Record<'file' | 'size' | 'sha256', string>;
  history: string;
  back: string;
  withdrawn: {
    title: string;
    text: (title: string, period: string) => string;
    since: (release: string, day: string) => string;
    shown: (value: string) => string;
    replacement: string;
  };
};

const en: ReleaseStrings = {
  gap: ' ',
  heading: (id) => `Release ${id}`,
  made: (day, time) => `Made on ${day} at ${time} (UTC).`,
  follows: 'It follows ',
  first: 'It is the first.',
  stop: '.',
  classes: { added: 'added', corrected: 'corrected', revised: 'revised', withdrawn: 'withdrawn' },
  legend: 'Corrected: we were wrong. Revised: a source came, went, or was replaced by a better one.',
  facts: 'Facts that changed',
  observations: 'Observations that changed',
  counts: ({ added, corrected, revised, withdrawn }) =>
    `${added} added, ${corrected} corrected, ${revised} revised, ${withdrawn} withdrawn.`,
  added: (count) => `The table leaves out the ${count} that ${count === 1 ? 'was' : 'were'} added; these files list all:`,
  columns: {
    fact: 'Fact',
    observation: 'Observation',
    class: 'Change',
    old: 'Before',
    now: 'Now',
    difference: 'Difference',
    reason: 'Reason',
    release: 'Release',
  },
  files: 'Its files, for ever',
  fileColumns: { file: 'File', size: 'Bytes', sha256: 'SHA-256' },
  history: 'What it showed before',
  back: 'The current figures',
  withdrawn: {
    title: 'This fact was withdrawn',
    text: (title, period) => `${title}, ${period}`,
    since: (release, day) => `Withdrawn in release ${release}, ${day}.`,
    shown: (value) => `It had shown ${value}, and is still in the releases before.`,
    replacement: 'Take instead',
  },
};

const zh: ReleaseStrings = {
  gap: '',
  heading: (id) => `版本${id}`,
  made: (day, time) => `发布于${day} ${time}（协调世界时）。`,
  follows: '上一版本：',
  first: '此为首个版本。',
  stop: '。',
  classes: { added: '新增', corrected: '更正', revised: '修订', withdrawn: '撤回' },
  legend: '更正：本数据集此前有误。修订：来源有增减，或改用更好的来源。',
  facts: '有变动的事实数据',
  observations: '有变动的观测值',
  counts: ({ added, corrected, revised, withdrawn }) =>
    `新增${added}个，更正${corrected}个，修订${revised}个，撤回${withdrawn}个。`,
  added: (count) => `新增的${count}个不在此列出；全部变动见以下文件：`,
  columns: {
    fact: '事实数据',
    observation: '观测值',
    class: '变动类型',
    old: '变动前',
    now: '变动后',
    difference: '差值',
    reason: '原因',
    release: '版本',
  },
  files: '本版本的文件（永久不变）',
  fileColumns: { file: '文件', size: '字节', sha256: 'SHA-256' },
  history: '历次变动',
  back: '当前数据',
  withdrawn: {
    title: '此事实数据已撤回',
    text: (title, period) => `${period}${title}`,
    since: (release, day) => `自版本${release}（${day}）起撤回。`,
    shown: (value) => `此前所示为${value}，在以前的版本中仍可查到。`,
    replacement: '请改用：',
  },
};

export const releaseStrings: Record<Language, ReleaseStrings> = { en, zh };
