import { respondProblem, respondUncached } from './respond.ts';

/** 404: a page where a page was asked for, a problem where a file was. Reads nothing, so a flood of these costs nothing. */
export function respondNotFound(path: string): Response {
  const isFile = path.slice(path.lastIndexOf('/')).includes('.');
  if (!isFile) return respondUncached(path.startsWith('/zh/') ? PAGE_ZH : PAGE_EN, 'text/html; charset=utf-8', 404);
  return respondProblem('not-found', 'There is no such file. The landing page, /, lists all that there are.');
}

const PAGE_EN = toPage('en', 'Page not found', 'There is no page at this address.', '/', 'To the figures');
const PAGE_ZH = toPage('zh-Hans', '没有找到网页', '此网址下没有网页。', '/zh/', '查看数据');

function toPage(language: string, title: string, text: string, home: string, link: string): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/page.css"></head>
<body><header><h1>${title}</h1></header><main><p>${text}</p><p><a href="${home}">${link}</a></p></main></body>
</html>
`;
}
