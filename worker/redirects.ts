/** Pages by their addresses. What is no page, such as a file of data, has one address, and any other is an error that says so. */
const PAGE = /^(\/zh)?\/(observations|embed|facts\/[a-z0-9-]+)$|^\/facts\/[a-z0-9-]+\/frame$|^\/docs$|^(\/zh)?\/problems$/;

/** Pages whose address ends with a slash, without it. */
const FOLDER = /^\/zh$|^(\/zh)?\/releases\/[0-9.-]+$/;

/** Lists that are a part of another page for now: whoever shortens an address looks for them there. */
const LISTS: Readonly<Record<string, string>> = {
  '/facts': '/#facts',
  '/zh/facts': '/zh/#facts',
  '/releases': '/releases.json',
  '/zh/releases': '/releases.json',
};

/** Punctuation of a sentence around an address, which programs take for a part of it. */
const TAIL = /[\s/.,;:!?'"’”»)\]}>*。，、；：！？’”》）】…]+$/u;

/** Where the page is that was meant, and whether that is for good; undefined for what resembles no page. Only paths of this site. */
export function redirectOf(path: string): { path: string; status: 307 | 308 } | undefined {
  const meant = decode(path).replace(TAIL, '');
  const list = Object.hasOwn(LISTS, meant) ? LISTS[meant] : undefined;
  if (list !== undefined) return { path: list, status: 307 };
  const target = PAGE.test(meant) ? meant : FOLDER.test(meant) ? `${meant}/` : undefined;
  return target === undefined || target === path ? undefined : { path: target, status: 308 };
}

/** What is not UTF-8 in escapes resembles nothing. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
