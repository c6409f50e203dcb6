import type { Fact, FactText, Language } from '../data/fact.ts';
import { isFactText } from './answer.ts';
import { toCard, type Variant } from './card.ts';
import type { Edition } from './edition.ts';
import { toPublished } from './language.ts';
import type { Found, Loaded } from './loader.ts';
import { type Copied, toMenu } from './menu.ts';
import { exposeParts, make } from './node.ts';
import {
  findRevision,
  type Revision,
  toRevisedNote,
  toStaleNote,
  toUncheckedNote,
  toWithdrawnNote,
} from './note.ts';
import type { Printed } from './printed.ts';

/** How an element shows what was found. */
export type Setting = { edition: Edition; language: string; variant: Variant; printed: ReadonlyMap<string, Printed> };

/** What takes the place of what stands between the tags; or, where that stays, the notes below it. */
export type View = { keepsPrinted: boolean; nodes: readonly HTMLElement[]; revisions: readonly Revision[] };

/** What was found as cards, each with its notes and its menu; what cannot be shown, as the page printed it. `tell` hears of copies. */
export function toView(
  { found, stale }: Loaded,
  setting: Setting,
  tell: (fact: string, what: Copied, text: string) => void,
): View {
  const tiles = found.flatMap((each) => toTile(each, stale, setting, tell) ?? []);
  const revisions = tiles.flatMap(({ revision }) => revision ?? []);
  for (const { card, notes } of tiles) for (const note of [...(card === undefined ? [] : [card]), ...notes]) exposeParts(note);
  if (tiles.every(({ card }) => card === undefined)) {
    const nodes = tiles.flatMap(({ notes }) => notes);
    return { keepsPrinted: true, nodes: nodes.length > 0 ? [make('div', { class: 'xt-aside' }, ...nodes)] : [], revisions };
  }
  const nodes = tiles.map(({ card, figure, notes }) => card ?? toWhole(figure?.cloneNode(true), notes));
  if (setting.variant === 'inline') return { keepsPrinted: false, nodes: separate(nodes), revisions };
  return { keepsPrinted: false, nodes: [make('div', { class: 'xt-cards' }, ...nodes)], revisions };
}

/** A card with its notes in it, or a figure of the page with the notes that go below it. */
type Tile = { card: HTMLElement | undefined; figure: Element | undefined; notes: HTMLElement[]; revision: Revision | undefined };

function toTile(
  found: Found,
  stale: boolean,
  setting: Setting,
  tell: (fact: string, what: Copied, text: string) => void,
): Tile | undefined {
  const { edition, language, variant } = setting;
  const printed = setting.printed.get(found.name);
  const published = toPublished(language);
  if (found.kind !== 'fact') {
    if (printed === undefined && found.kind !== 'withdrawn') return undefined;
    const note =
      found.kind === 'withdrawn'
        ? toWithdrawnNote(found.withdrawn, edition.origin, published)
        : toUncheckedNote(printed, published);
    return { card: undefined, figure: printed?.figure, notes: [note], revision: undefined };
  }
  const { fact, answer } = found;
  const own = isOwn(fact, language);
  const shown = own ? (language as Language) : published;
  const revision = findRevision(fact, answer, printed, fact.text[shown].value);
  const notes = [
    ...(revision === undefined ? [] : [toRevisedNote(revision, answer, printed?.lang ?? '', edition.origin, published)]),
    ...(stale ? [toStaleNote(answer, published)] : []),
  ];
  // A language that is not published, and that the page brought along: another one must not take its place
  if (!own && language !== published && printed?.lang.toLowerCase().split('-')[0] === language) {
    return { card: undefined, figure: printed.figure, notes, revision };
  }
  const card = toCard(fact, shown, { release: answer.release, origin: edition.origin, variant });
  if (variant === 'inline') card.append(...notes.flatMap((note) => [' ', note]));
  else {
    const foot = card.querySelector('.xt-foot');
    foot?.before(...notes);
    foot?.append(
      toMenu({ fact, release: answer.release, edition, language: published }, (what, text) => tell(fact.fact, what, text)),
    );
  }
  return { card, figure: undefined, notes: [], revision };
}

function isOwn(fact: Fact, language: string): boolean {
  const texts: Record<string, FactText> = fact.text;
  return Object.hasOwn(texts, language) && isFactText(texts[language]);
}

function toWhole(figure: Node | undefined, notes: readonly HTMLElement[]): HTMLElement {
  const aside = make('div', { class: 'xt-aside' }, ...notes);
  return make('div', {}, ...(figure === undefined ? [] : [figure]), aside);
}

function separate(nodes: readonly HTMLElement[]): HTMLElement[] {
  return nodes.flatMap((node, index) => (index === 0 ? [node] : [make('span', {}, ' · '), node]));
}
