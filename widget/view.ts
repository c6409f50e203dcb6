import type { Fact, Language } from '../data/fact.ts';
import { isFactText } from './answer.ts';
import { isInline, toCard } from './card.ts';
import { type Edition, isLive } from './edition.ts';
import { toPublished } from './language.ts';
import type { Found, Loaded } from './loader.ts';
import { type Copied, toMenu } from './menu.ts';
import { type Child, make } from './node.ts';
import { findRevision, type Revision, toNote, toRevisedNote, toStaleNote, toWithdrawnNote } from './note.ts';
import type { Printed } from './printed.ts';
import { strings } from './strings/index.ts';

/** How an element shows what was found; `tell` hears what readers copy. */
export type Setting = {
  edition: Edition;
  language: string;
  variant: string;
  printed: ReadonlyMap<string, Printed>;
  tell: (fact: string, what: Copied, text: string) => void;
};

/** What takes the place of what stands between the tags; or, where that stays, what goes below it. */
export type View = { keepsPrinted: boolean; nodes: readonly Child[]; revisions: readonly Revision[] };

/** What was found as cards, each with its notes and its menu; what cannot be shown, as the page printed it. */
export function toView({ found, stale }: Loaded, setting: Setting): View {
  const tiles = found.flatMap((each) => (each.kind === 'fact' ? toTile(each, stale, setting) : (toGap(each, setting) ?? [])));
  const revisions = tiles.flatMap(({ revision }) => revision ?? []);
  const keepsPrinted = tiles.every(({ card }) => card === undefined);
  if (keepsPrinted) return { keepsPrinted, nodes: [toAside(tiles.flatMap(({ notes }) => notes))], revisions };
  const nodes = tiles.map(
    ({ card, figure, notes }) => card ?? make('div', {}, ...(figure ? [figure.cloneNode(true)] : []), toAside(notes)),
  );
  if (!isInline(setting.variant)) return { keepsPrinted, nodes: [make('div', { class: 'xt-cards' }, ...nodes)], revisions };
  return { keepsPrinted, nodes: nodes.flatMap((node, index) => (index > 0 ? [' ', node] : [node])), revisions };
}

/** What stands below what the page printed. */
export function toAside(notes: readonly HTMLElement[]): HTMLElement {
  return make('span', { class: 'xt-aside' }, ' ', ...notes);
}

/** A card with its notes in it; or a figure of the page, if there is one, with the notes that go below it. */
type Tile = {
  card?: HTMLElement;
  figure?: Element | undefined;
  notes: readonly HTMLElement[];
  revision?: Revision | undefined;
};

function toTile({ name, fact, answer }: Extract<Found, { kind: 'fact' }>, stale: boolean, setting: Setting): Tile {
  const { edition, language, variant, tell } = setting;
  const { origin } = edition;
  const printed = setting.printed.get(name);
  const words = toPublished(language);
  const shown = hasWords(fact, language) ? language : words;
  // What stays at a release or a day, or is of none, is no revision of what was printed, and need not be newer
  const against = answer.release && isLive(edition) ? printed : undefined;
  // Printed of a newer release than a cache on the way still has: what is older must not take its place
  if (against && isOlder(answer.release, against.figure.dataset.release)) {
    return { figure: against.figure, notes: [toKeptNote(edition, words)] };
  }
  const revision = findRevision(fact, answer, against, fact.text[shown].value);
  const notes = [
    ...(revision ? [toRevisedNote(revision, answer, printed?.lang ?? '', origin, words)] : []),
    ...(stale ? [toStaleNote(answer, words)] : []),
  ];
  // A language that is not published, and that the page brought along: another one must not take its place
  if (shown !== language && printed?.lang.split('-')[0] === language) return { figure: printed.figure, notes, revision };
  const card = toCard(fact, shown, { release: answer.release, origin, variant });
  const foot = card.querySelector('.xt-foot');
  if (foot === null) card.append(...notes.flatMap((note) => [' ', note]));
  foot?.before(...notes);
  foot?.append(toMenu({ fact, release: answer.release, edition, language: words }, (what, text) => tell(name, what, text)));
  return { card, notes, revision };
}

/** A fact that cannot be shown: nothing, unless the page printed it or it was withdrawn. */
function toGap(found: Exclude<Found, { kind: 'fact' }>, { edition, language, printed }: Setting): Tile | undefined {
  const figure = printed.get(found.name)?.figure;
  const words = toPublished(language);
  if (found.kind === 'withdrawn') return { figure, notes: [toWithdrawnNote(found.withdrawn, edition.origin, words)] };
  return figure && { figure, notes: [toKeptNote(edition, words)] };
}

/** Below a figure of the page that stays. */
export function toKeptNote(edition: Omit<Edition, 'origin'>, language: Language): HTMLElement {
  const { failed, unchecked } = strings[language];
  return toNote('stale', language, isLive(edition) ? unchecked : failed);
}

/** Releases in their order: by day, then by number. A page may have printed none. */
function isOlder(release: string, printed = ''): boolean {
  return release.localeCompare(printed, 'en', { numeric: true }) < 0;
}

function hasWords(fact: Fact, language: string): language is Language {
  return Object.hasOwn(fact.text, language) && isFactText(fact.text[language as Language]);
}
