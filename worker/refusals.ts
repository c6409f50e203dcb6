import type { Language } from '../data/fact.ts';
import { languageTag } from '../data/formats/card.ts';
import { HTML_TYPE } from '../data/pages/html.ts';
import { respondProblem, respondUncached } from './respond.ts';

/** 404: a page where a page was asked for, a problem where a file was. Reads nothing, so a flood of these costs nothing. */
export function respondNotFound(path: string): Response {
  if (isPage(path)) return respondPage(path, 404, NOT_FOUND);
  return respondProblem('not-found', 'There is no such file. The landing page, /, lists all that there are.');
}

/** 307 or 308 to a page of this site; kept for an hour, since what is meant may change. */
export function respondRedirect(path: string, search: string, status: 307 | 308): Response {
  const [page = '', place] = path.split('#');
  const location = `${page}${search}${place === undefined ? '' : `#${place}`}`;
  return respondUncached('', 'text/plain; charset=utf-8', status, {
    Location: location,
    'Cache-Control': 'public, max-age=3600',
  });
}

/** 414, in the same way: a form may lead to a page whose address is too long. */
export function respondTooLong(path: string, longestPath: number, longestQuery: number): Response {
  if (isPage(path)) return respondPage(path, 414, TOO_LONG);
  const detail = `A path has ${longestPath} bytes at most, a query ${longestQuery}. Ask for less, or take the whole file.`;
  return respondProblem('too-long', detail);
}

/**
 * 400 for a date behind the page of a fact, as a page: it may be linked with anything, but not be taken for what it is not. The JSON
 * knows what was known on a day, and is linked for the day that was asked for, where it is one.
 */
export function respondTodayOnly(path: string, day: string | undefined): Response {
  const language = path.startsWith('/zh/') ? 'zh' : 'en';
  const { title, text, today, earlier } = TODAY_ONLY[language];
  const file = `${path.replace('/zh/', '/')}.json`;
  const links: [string, string][] = [[path, today], day === undefined ? [file, 'JSON'] : [`${file}?as_of=${day}`, earlier(day)]];
  return respondUncached(toPage(language, title, text, ...links), HTML_TYPE, 400);
}

function isPage(path: string): boolean {
  return !path.slice(path.lastIndexOf('/')).includes('.');
}

function respondPage(path: string, status: number, pages: Record<Language, string>): Response {
  return respondUncached(pages[path.startsWith('/zh/') ? 'zh' : 'en'], HTML_TYPE, status);
}

const NOT_FOUND = {
  en: toPage('en', 'Page not found', 'There is no page at this address.', ['/', 'To the figures']),
  zh: toPage('zh', '没有找到网页', '此网址下没有网页。', ['/zh/', '查看数据']),
};

const TOO_LONG = {
  en: toPage(
    'en',
    'Too much was chosen',
    'The address of this page would be too long. Choose fewer values; choosing none means all.',
    ['/observations', 'Choose again'],
  ),
  zh: toPage('zh', '所选条件过多', '此页的网址过长。请少选几项；不选即为全选。', ['/zh/observations', '重新选择']),
};

const TODAY_ONLY = {
  en: {
    title: 'This page shows what is known today',
    text: 'What could be known on an earlier day is in the JSON of this fact.',
    today: 'The fact as it is known today',
    earlier: (day: string) => `What could be known on ${day}, as JSON`,
  },
  zh: {
    title: '此页只显示目前已知的数据',
    text: '要查看某一天已知的数据，请使用该事实数据的JSON文件。',
    today: '查看目前已知的数据',
    earlier: (day: string) => `截至${day}已知的数据（JSON）`,
  },
};

function toPage(language: Language, title: string, text: string, ...links: [address: string, words: string][]): string {
  return `<!DOCTYPE html>
<html lang="${languageTag(language)}">
<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/page.css"></head>
<body><header><h1>${title}</h1></header><main><p>${text}</p>${links.map(([address, words]) => `<p><a href="${address}">${words}</a></p>`).join('')}</main></body>
</html>
`;
}
