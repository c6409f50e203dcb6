import { factPath } from '../data/card/card.ts';
import { wordsOf } from '../data/card/words.ts';
import type { Fact, Language } from '../data/fact.ts';
import { copyText } from './copy.ts';
import { type Edition, isRelease } from './edition.ts';
import { toEmbedCode } from './embed.ts';
import { make } from './node.ts';
import { strings } from './strings/index.ts';

/** What a reader may take from a card. */
export type Copied = 'sentence' | 'citation' | 'live' | 'pinned';

/** The card that a menu belongs to. */
export type Shown = { fact: Fact; release: string; edition: Edition; language: Language };

/** The menu at the foot of a card, in the flow. `tell` hears what was copied. */
export function toMenu(shown: Shown, tell: (what: Copied, text: string) => void): HTMLElement {
  const { fact, release, edition, language } = shown;
  const words = strings[language];
  const address = `${edition.origin}${factPath(fact.fact, language)}`;
  const said = make('p', { class: 'xt-said', role: 'status' });
  const field = make('textarea', { readonly: '', hidden: '', 'aria-label': words.byHand });
  let citation: Promise<string> | undefined;
  const cite = () => {
    citation ??= loadCitation(shown);
    // Tried again when it is asked for again
    citation.catch(() => {
      citation = undefined;
    });
    return citation;
  };

  const summary = make('summary', { 'aria-label': words.menu }, '⋯');
  const choices = [
    toButton('sentence', () => `${fact.text[language].sentence} ${address}`),
    toButton('citation', cite),
    // What was known on a day is not what is live
    ...(edition.asOf ? [] : [toButton('live', () => toEmbedCode(fact, language, release, edition, false))]),
    // A draft cannot be pinned
    ...(isRelease(release) ? [toButton('pinned', () => toEmbedCode(fact, language, release, edition, true))] : []),
    make('a', { href: toCsvAddress(fact, edition) }, words.csv),
    make('a', { href: address }, words.evidence),
  ];
  const list = make('ul', {}, ...choices.map((choice) => make('li', {}, choice)));
  const menu = make('details', { class: 'xt-menu', lang: wordsOf(language).languageTag }, summary, list, said, field);
  // Asked for before the click, so that the click itself can copy. What fails is told to who clicks
  menu.ontoggle = () => menu.open && cite().catch(() => {});
  menu.onkeydown = ({ key }) => {
    if (key !== 'Escape') return;
    menu.open = false;
    summary.focus();
  };
  return menu;

  function toButton(what: Copied, read: () => string | Promise<string>): HTMLElement {
    const button = make('button', { type: 'button' }, words[what]);
    button.onclick = async () => {
      // Emptied first, so that it is announced again
      said.textContent = '';
      try {
        const text = await read();
        const done = await copyText(text, field);
        said.textContent = done ? words.copied : words.byHand;
        if (done) tell(what, text);
      } catch {
        // The network failed; nothing else here does
        said.textContent = words.failed;
      }
    };
    return button;
  }
}

/**
 * The citation as the publication prints it. What is pinned is cited as its release, and what is shown as of a day as the dataset:
 * the citation of a fact names the value of today.
 */
async function loadCitation({ fact, edition, language }: Shown): Promise<string> {
  const { origin, release, asOf } = edition;
  const path = release ? `/releases/${release}/dataset` : asOf ? '/dataset' : `/facts/${fact.fact}`;
  const url = `${origin}${path}.txt?lang=${language}`;
  const response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  return (await response.text()).trim();
}

/** The observation of a fact, of the release or as of the day that the card shows. */
function toCsvAddress({ observation }: Fact, { origin, release, asOf }: Edition): string {
  const query = `observation=${encodeURIComponent(observation)}${asOf && `&as_of=${asOf}`}`;
  return `${origin}${release && `/releases/${release}`}/observations.csv?${query}`;
}
