import type { GalleryQuery } from '../../embed-options.ts';
import type { Language } from '../../fact.ts';
import type { Form } from '../../formats/snippet.ts';

/** The copy of frames and of the gallery, in one language. */
export type EmbedStrings = {
  frame: {
    /** Where a frame is asked for with parameters that it does not take */
    badQuery: string;
    missing: { title: string; text: string };
    more: string;
  };
  gallery: {
    title: string;
    lead: string;
    /** From the landing page to here */
    link: string;
    contents: string;
    code: string;
    /** From a fact of the list to its options */
    options: string;
    heading: (title: string) => string;
    back: string;
    labels: Record<keyof GalleryQuery, string>;
    variants: Record<NonNullable<GalleryQuery['variant']>, string>;
    themes: Record<NonNullable<GalleryQuery['theme']>, string>;
    languages: Record<Language, string>;
    releases: { live: string; pinned: (id: string) => string; draft: string };
    show: string;
    preview: string;
    /** Around a card that stands within a sentence */
    sentence: readonly [before: string, after: string];
    forms: Record<Form, { title: string; text: string }>;
    hostScript: string;
    notForAll: string;
    policy: { title: string; text: string; forms: string };
    copy: string;
    copied: string;
    errors: string;
    missing: string;
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
  gallery: {
    title: 'Embed a figure',
    lead: 'Every figure as a card for your page, free and without a key. Copy the code as it stands, or choose how the card looks and which form your system takes: script, frame, link, picture or Markdown.',
    link: 'All facts, and the code as a frame, link, picture or Markdown',
    contents: 'Topics',
    code: 'Code to copy',
    options: 'Options and other forms',
    heading: (title) => `Embed: ${title}`,
    back: 'All facts to embed',
    labels: { fact: 'Fact', variant: 'Variant', theme: 'Theme', lang: 'Language', release: 'Release' },
    variants: { card: 'card', compact: 'compact', inline: 'within a sentence' },
    themes: { auto: 'as the page', light: 'light', dark: 'dark' },
    languages: { en: 'English', zh: '中文' },
    releases: {
      live: 'live: always the newest',
      pinned: (id) => `pinned: stays at ${id}`,
      draft: 'pinned: possible after the release',
    },
    show: 'Show',
    preview: 'Preview',
    sentence: ['The figure stands here within a sentence: ', '.'],
    forms: {
      script: {
        title: 'Script',
        text: 'The best where you may paste HTML. The figure between the tags is complete by itself; the script, where it runs, brings it up to date. Both files are checked against their integrity, and stay what they are.',
      },
      frame: {
        title: 'Frame',
        text: 'Where scripts of others are not wanted in the page itself. It loads nothing from anybody else, and needs no cookies.',
      },
      link: {
        title: 'Link',
        text: 'For WordPress, Ghost and whatever else knows oEmbed: paste the address into a line of its own.',
      },
      picture: { title: 'Picture', text: 'Where only pictures are allowed. The alternative text says the whole fact.' },
      markdown: { title: 'Markdown', text: 'The picture with a link, for READMEs and notebooks.' },
    },
    hostScript:
      'WordPress, AMP, Medium and Embedly let the frame be as high as its card. In a page of your own these lines do, once for all frames:',
    notForAll:
      'Only script, picture and Markdown can be pinned to a release, and only the script stands within a sentence: for that choice the frame shows the compact card.',
    policy: {
      title: 'What a strict host must allow',
      text: 'A page with a Content-Security-Policy adds to its own sources, by the form that it uses:',
      forms:
        'The script needs nothing else: no inline script or style, no eval, no cookie, no other host. Under a policy that allows less, the figure between the tags stays as it is. The style attributes of frame and picture, and the lines for the height, belong into files of the page where a policy forbids inline code.',
    },
    copy: 'Copy',
    copied: 'Copied',
    errors: 'This was not understood:',
    missing: 'There is no such fact. It may have been withdrawn; the list has all that there are.',
  },
};

const zh: EmbedStrings = {
  frame: {
    badQuery: '此内嵌框架的网址有误：',
    missing: { title: '没有此项事实数据', text: '此网址所指的事实数据从未发布过，请核对网址。' },
    more: '依据与数据：',
  },
  gallery: {
    title: '嵌入数据',
    lead: '每项数据都可以卡片形式放入您的网页，免费，无需密钥。可直接复制代码，也可选择卡片的样式，以及贵站系统所接受的形式：脚本、内嵌框架、链接、图片或Markdown。',
    link: '全部事实数据，以及内嵌框架、链接、图片和Markdown代码',
    contents: '主题',
    code: '可复制的代码',
    options: '选项与其他形式',
    heading: (title) => `嵌入：${title}`,
    back: '全部可嵌入的事实数据',
    labels: { fact: '事实数据', variant: '样式', theme: '配色', lang: '语言', release: '版本' },
    variants: { card: '完整卡片', compact: '紧凑卡片', inline: '句中数值' },
    themes: { auto: '随网页', light: '浅色', dark: '深色' },
    languages: { en: 'English', zh: '中文' },
    releases: {
      live: '自动更新：始终显示最新数据',
      pinned: (id) => `固定版本：始终显示版本${id}`,
      draft: '固定版本：正式发布后可选',
    },
    show: '显示',
    preview: '预览',
    sentence: ['此数值可置于句中：', '。'],
    forms: {
      script: {
        title: '脚本',
        text: '凡可粘贴HTML代码的网页，首选此形式。标签之间的内容本身就是完整的数据；若脚本可以运行，则自动更新为最新数据。两个文件均经完整性校验，内容永不改变。',
      },
      frame: {
        title: '内嵌框架（iframe）',
        text: '适用于不宜在网页中直接运行第三方脚本的情形。不加载任何其他网站的内容，也不使用Cookie。',
      },
      link: { title: '链接', text: '适用于WordPress、Ghost以及其他支持oEmbed的系统：将网址单独粘贴为一行即可。' },
      picture: { title: '图片', text: '适用于只允许使用图片的情形。替代文本完整说明该项事实数据。' },
      markdown: { title: 'Markdown', text: '带链接的图片，适用于README和笔记本。' },
    },
    hostScript:
      'WordPress、AMP、Medium和Embedly会按卡片高度调整内嵌框架。用于自建网页时，加入以下几行代码即可；每页只需加入一次，对页内全部内嵌框架有效：',
    notForAll: '只有脚本、图片和Markdown可固定于某一版本，只有脚本可置于句中；选择“句中数值”时，内嵌框架改用紧凑卡片。',
    policy: {
      title: '设有内容安全策略的网站须放行的来源',
      text: '设有内容安全策略（Content-Security-Policy）的网页，请按所用形式添加以下来源：',
      forms:
        '脚本形式无需其他许可：不含内联脚本和样式，不使用eval和Cookie，也不连接其他网站。策略未放行上述来源时，标签之间的内容保持原样。若策略禁止内联代码，内嵌框架和图片代码中的style属性以及调整高度的代码，应放入网页自身的文件。',
    },
    copy: '复制',
    copied: '已复制',
    errors: '以下选项有误：',
    missing: '没有此项事实数据，可能已撤回；现有事实数据均见列表。',
  },
};

export const embedStrings: Record<Language, EmbedStrings> = { en, zh };
