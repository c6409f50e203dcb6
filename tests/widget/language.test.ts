import { beforeEach, expect, it } from 'vitest';
import { languageOf, toPublished } from '../../widget/language.ts';

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.body.innerHTML = '';
});

it.each([
  ['zh', 'zh'],
  ['zh-Hans', 'zh'],
  ['zh-TW', 'zh'],
  ['ZH-cn', 'zh'],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['bo', 'bo'],
  ['ne-NP', 'ne'],
  ['zhx', 'zhx'],
  ['constructor', ''],
  ['', ''],
])('lang="%s" asks for %s', (lang, language) => {
  const element = document.createElement('p');
  element.lang = lang;
  document.body.append(element);
  expect(languageOf(element)).toBe(language);
});

it('the nearest ancestor decides, and an empty lang on it ends the search', () => {
  document.body.innerHTML = '<div lang="zh"><p></p><div lang="de"><p></p></div><div lang=""><p></p></div></div>';
  expect([...document.querySelectorAll('p')].map(languageOf)).toEqual(['zh', 'de', '']);
});

it('the language of an ancestor is seen from inside two shadow roots, a closed one among them', () => {
  document.body.innerHTML = '<div lang="zh-Hans"><b></b></div>';
  const outer = document.querySelector('b')?.parentElement?.attachShadow({ mode: 'closed' });
  const host = document.createElement('div');
  outer?.append(host);
  const inner = document.createElement('p');
  host.attachShadow({ mode: 'open' }).append(inner);
  expect(languageOf(inner)).toBe('zh');
});

it('without any lang around it, the document decides, also for what is not in it yet', () => {
  document.documentElement.lang = 'zh-CN';
  expect(languageOf(document.createElement('p'))).toBe('zh');
});

it.each([
  ['zh', 'zh'],
  ['en', 'en'],
  ['bo', 'en'],
  ['constructor', 'en'],
  ['', 'en'],
])('what is published for "%s" is in %s', (language, published) => {
  expect(toPublished(language)).toBe(published);
});
