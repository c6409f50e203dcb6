import { factPath } from '../data/card/card.ts';
import type { Fact, Language } from '../data/fact.ts';
import { copyText } from './copy.ts';
import { type Edition, isRelease } from './edition.ts';
import { toEmbedCode } from './embed.ts';
import { make } from './node.ts';
import { strings } from './strings/index.ts';

/** What a reader may take from a card. */
export type Copied = 'sentence' | 'citation' | 'embed' | 'pinned';

/** The card that a menu belongs to. */
export type Shown = { fact: Fact; release: string; edition: Edition; language: Language };

/** The menu at the foot of a card, in the flow. `tell` hears what was copied. */
export function toMenu(shown: Shown, tell: (what: Copied, text: string) => void): HTMLElement {
  const { fact, release, edition, language } = shown;
  const words = strings[language];
  const text = fact.text[language];
  const address = `${edition.origin}${factPath(fact.fact, language)}`;
  const said = make('p', { class: 'xt-said', role: 'status' });
  const field = make('textarea', { class: 'xt-copied', readonly: '', rows: '4', hidden: '', 'aria-label': words.copyByHand });
  const citation = toCitation(shown);

  const copies = [
    copy(words.copySentence, 'sentence', () => `${text.sentence}${language === 'zh' ? '' : ' '}${address}`),
    copy(words.copyCitation, 'citation', citation.read),
    copy(words.copyEmbed, 'embed', () => toEmbedCode(fact, language, release, edition, false)),
    // A draft cannot be pinned
    ...(isRelease(release)
      ? [copy(words.copyPinned, 'pinned', () => toEmbedCode(fact, language, release, edition, true))]
      : []),
  ];
  const links = [
    make('a', { href: toCsvAddress(fact, edition) }, words.csv),
    make('a', { href: address }, words.evidence),
  ];
  const summary = make('summary', { 'aria-label': words.menu, title: words.menu }, '⋯');
  const list = make('ul', {}, ...[...copies, ...links].map((choice) => make('li', {}, choice)));
  const menu = make('details', { class: 'xt-menu', lang: words.languageTag }, summary, list, field, said);
  // Asked for before the click, so that the click itself can copy
  menu.addEventListener('toggle', () => menu.open && citation.load());
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    summary.focus();
  });
  return menu;

  function copy(label: string, what: Copied, read: () => string | Promise<string>): HTMLElement {
    const button = make('button', { type: 'button' }, label);
    button.addEventListener('click', async () => {
      // Emptied first, so that it is announced again
      said.textContent = '';
      const taken = read();
      const text = typeof taken === 'string' ? taken : await taken.catch(() => undefined);
      if (text === undefined) {
        said.textContent = words.citationFailed;
        return;
      }
      const done = await copyText(text, field);
      said.textContent = done ? words.copied : words.copyByHand;
      if (done) tell(what, text);
    });
    return button;
  }
}

/**
 * The citation as the publication prints it, once it is there. What is pinned is cited as its release, and what is shown as of a
 * day as the dataset: the citation of a fact names the value of today.
 */
function toCitation({ fact, edition, language }: Shown) {
  const { origin, release, asOf } = edition;
  const live = asOf === '' ? `/facts/${fact.fact}.txt` : '/dataset.txt';
  const url = `${origin}${release === '' ? live : `/releases/${release}/dataset.txt`}?lang=${language}`;
  let text: string | undefined;
  let answer: Promise<string> | undefined;
  async function request(): Promise<string> {
    const response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
    text = (await response.text()).trim();
    return text;
  }
  function load(): Promise<string> {
    if (answer === undefined) {
      answer = request();
      // Tried again when the menu opens again; who clicks meanwhile is told
      answer.catch(() => {
        answer = undefined;
      });
    }
    return answer;
  }
  return { load, read: () => text ?? load() };
}

/** The observation of a fact, of the release or as of the day that the card shows. */
function toCsvAddress({ observation }: Fact, { origin, release, asOf }: Edition): string {
  const folder = release === '' ? '' : `/releases/${release}`;
  const day = asOf === '' ? '' : `&as_of=${asOf}`;
  return `${origin}${folder}/observations.csv?observation=${encodeURIComponent(observation)}${day}`;
}
