import type { Language } from '../../fact.ts';

/** The copy of frames and of the gallery, in one language. */
export type EmbedStrings = {
  frame: {
    /** Where a frame is asked for with parameters that it does not take */
    badQuery: string;
    missing: { title: string; text: string };
    more: string;
  };
};

const en: EmbedStrings = {
  frame: {
    badQuery: 'The address of this frame was not understood:',
    missing: {
      title: 'There is no such figure',
      text: 'No figure was ever published under the name in the address of this frame.',
    },
    more: 'Evidence and data:',
  },
};

const zh: EmbedStrings = {
  frame: {
    badQuery: '此嵌入框架的网址有误：',
    missing: { title: '没有此项数据', text: '从未以此嵌入框架网址中的名称发布过数据。' },
    more: '依据与数据：',
  },
};

export const embedStrings: Record<Language, EmbedStrings> = { en, zh };
