// From the package of the base class, not from lit: that entry brings lit-html along (twice the size), which makes a Trusted Types policy
import { type PropertyValues, ReactiveElement } from '@lit/reactive-element';
import { wordsOf } from '../data/card/words.ts';
import type { Fact, FactsAnswer } from '../data/fact.ts';
import { parseAnswer } from './answer.ts';
import cardStyle from './card.css?inline';
import { type Edition, toEdition } from './edition.ts';
import elementStyle from './element.css?inline';
import type { Events } from './events.ts';
import { languageOf, toPublished } from './language.ts';
import { type Loaded, loadFacts, NothingToShowError, pickFacts, type Selection } from './loader.ts';
import { stopWaiting, whenNear } from './nearness.ts';
import { type Child, exposeParts, make } from './node.ts';
import { type Revision, toNote } from './note.ts';
import { isEmpty, readPrinted } from './printed.ts';
import { setStates, statesOf } from './states.ts';
import { strings } from './strings/index.ts';
import { toAside, toKeptNote, toView } from './view.ts';

/** Whether there are style sheets to make: not on a server that renders a page with the package. Written in by Vite. */
declare const XIZANG_TRADE_HAS_SHEETS: boolean;

const SHEET = (XIZANG_TRADE_HAS_SHEETS && new CSSStyleSheet()) as CSSStyleSheet;
if (XIZANG_TRADE_HAS_SHEETS) SHEET.replaceSync(cardStyle + elementStyle);

/** Properties are attributes too, as with the elements of HTML. */
const OPTIONS = { reflect: true, useDefault: true };

/** What the element has: nothing yet, facts (stale ones where there may be newer), or the reason why there are none. */
export type State =
  | { status: 'waiting' }
  | { status: 'ready' | 'stale'; facts: readonly Fact[]; release: string; revisions: readonly Revision[] }
  | { status: 'failed'; error: Error };

/**
 * `<xizang-trade fact="total-2025">`: shows facts as cards. What stands between its tags is shown until then, and if that fails.
 *
 * @tag xizang-trade
 * @attr {string} fact - The id of a fact
 * @attr {string} facts - Ids of facts, with spaces or commas between them
 * @attr {string} topic - A topic, or several with spaces or commas between them: all their facts
 * @attr {string} lang - `en` or `zh`; without it, that of the nearest element that has one. In a language that is not published, what stands between the tags stays
 * @attr {'auto'|'light'|'dark'} [theme=auto] - `auto` follows the `color-scheme` of the page
 * @attr {'card'|'compact'|'inline'} [variant=card] - `compact` leaves out what stands beside the value; `inline` is for a sentence
 * @attr {string} release - Pins the element to a release, such as `2026-11-24.1`
 * @attr {string} as-of - A day such as `2026-01-31`: what could be known then. Not together with `release`
 * @attr {string} src - Where the data is served, if not where the script is from: `https://data.example.org`
 * @slot - The complete fact, as a `<figure data-fact>` with `<data value>`; shown until a card is ready, and when there will be none
 * @fires {CustomEvent<LoadDetail>} xizang-trade-load - Cards are shown
 * @fires {CustomEvent<ErrorDetail>} xizang-trade-error - Nothing could be shown, or a fact lacks what a card needs
 * @fires {CustomEvent<RevisedDetail>} xizang-trade-revised - A value differs from the one that stands between the tags
 * @fires {CustomEvent<CopyDetail>} xizang-trade-copy - A reader copied something
 * @cssstate waiting - Nothing is known yet
 * @cssstate ready - Cards of an answer are shown
 * @cssstate stale - Cards are shown, and there may be a newer release
 * @cssstate revised - Beside ready or stale: a value differs from the one that stands between the tags
 * @cssstate failed - Nothing could be shown
 * @csspart card - The figure of a fact
 * @csspart compact - Beside `card`, in that variant
 * @csspart inline - The fact within a sentence
 * @csspart title - What is measured
 * @csspart period - When
 * @csspart value - How much
 * @csspart comparison - The change on the year before
 * @csspart share - The share of the total
 * @csspart bar - That share, drawn
 * @csspart previous - The year before
 * @csspart series - The series, drawn and as a table
 * @csspart sparkline - The series, drawn
 * @csspart remark - What a reader must know
 * @csspart status - Who stands behind the value
 * @csspart foot - The last line: source and menu
 * @csspart source - Where the figure was printed
 * @csspart note - A sentence of the element
 * @csspart revised - Beside `note`: the value is not the one that stands between the tags
 * @csspart stale - Beside `note`: there may be a newer release
 * @csspart withdrawn - Beside `note`: the fact is shown no longer
 * @csspart menu - The reader’s menu
 * @csspart load - The button for readers who save data
 * @csspart failed - The sentence in an empty element
 * @cssprop --xt-paper - Colour behind the card
 * @cssprop --xt-ink - Colour of the text
 * @cssprop --xt-quiet - Colour of what is less important
 * @cssprop --xt-rule - Colour of the line on top
 * @cssprop --xt-mark - Colour of marks, bars and what is contested
 * @cssprop --xt-serif - Typeface of title and value
 * @cssprop --xt-sans - Typeface of the rest
 */
export class XizangTrade extends ReactiveElement {
  static override properties = {
    fact: OPTIONS,
    facts: OPTIONS,
    topic: OPTIONS,
    variant: OPTIONS,
    release: OPTIONS,
    asOf: { ...OPTIONS, attribute: 'as-of' },
    src: OPTIONS,
    data: { attribute: false },
    // Only to be told of changes; under another name, because an accessor would cover the `lang` that every HTML element has
    ownLang: { attribute: 'lang' },
  };

  declare fact: string;
  declare facts: string;
  declare topic: string;
  declare variant: string;
  declare release: string;
  declare asOf: string;
  declare src: string;
  /** Facts that the page has already: an answer of `/facts.json`, or a list of facts. Then nothing is asked of the network. */
  declare data: FactsAnswer | readonly Fact[] | undefined;

  #state: State = { status: 'waiting' };
  readonly #states = statesOf(this);
  /** Counts what was begun, so that an answer to a former question is dropped. */
  #turn = 0;
  /** A reader who saves data has asked for it. */
  #asked = false;

  constructor() {
    super();
    this.fact = this.facts = this.topic = this.variant = this.release = this.asOf = this.src = '';
  }

  get state(): State {
    return this.#state;
  }

  /** Also after a move: the language may be another there, and what failed is tried again. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** An answer that is still on its way is for an element that is gone. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stopWaiting(this);
    this.#turn++;
  }

  /** Constructed sheets, which no policy of a host forbids. */
  protected override createRenderRoot(): ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.append(make('slot'));
    return root;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    if (this.isConnected) this.#begin();
  }

  #begin(): void {
    const turn = ++this.#turn;
    stopWaiting(this);
    this.#enter({ status: 'waiting' });
    this.#attempt(turn, () => {
      const selection = this.#selection();
      if (this.data != null) return this.#show(pickData(this.data, selection), this.#edition());
      if (selection.ids.length + selection.topics.length === 0) throw new Error('Set fact, facts or topic.');
      const edition = this.#edition();
      const load = () =>
        this.#attempt(turn, async () => {
          const loaded = await loadFacts(edition, selection);
          if (turn === this.#turn) this.#show(loaded, edition);
        });
      if (savesData() && !this.#asked && !isEmpty(this)) this.#offer();
      else whenNear(this, load);
    });
  }

  /** Whatever goes wrong, the page must keep a complete figure; the event and the state carry it on. */
  async #attempt(turn: number, step: () => void | Promise<void>): Promise<void> {
    try {
      await step();
    } catch (cause) {
      if (turn === this.#turn) this.#fail(cause instanceof Error ? cause : new Error(`${cause}`));
    }
  }

  /** What is shown changes at once and as a whole. */
  #show(loaded: Loaded, edition: Edition): void {
    const { found, stale } = loaded;
    const cards = found.filter((each) => each.kind === 'fact');
    const namesOf = (kind: string) => found.filter((each) => each.kind === kind).map(({ name }) => name);
    const withdrawn = namesOf('withdrawn');
    if (cards.length + withdrawn.length === 0) throw new NothingToShowError(found, this.#selection().topics);
    const { keepsPrinted, nodes, revisions } = toView(loaded, {
      edition,
      language: languageOf(this),
      variant: this.variant ?? '',
      printed: readPrinted(this),
      tell: (fact, what, text) => this.#announce('xizang-trade-copy', { fact, what, text }),
    });
    this.#fill(nodes, keepsPrinted);
    const release = cards[0]?.answer.release ?? '';
    this.#enter({ status: stale ? 'stale' : 'ready', facts: cards.map(({ fact }) => fact), release, revisions });
    this.#announce('xizang-trade-load', { facts: namesOf('fact'), unknown: namesOf('unknown'), withdrawn, release, stale });
    if (revisions[0]) this.#announce('xizang-trade-revised', { revisions });
    // The page looks well, so that nobody would look for an event
    const unknown = found.filter(({ kind }) => kind === 'unknown');
    if (unknown[0]) console.warn(`${new NothingToShowError(unknown, [])}`);
    const malformed = found.filter(({ kind }) => kind === 'malformed');
    if (malformed[0]) {
      this.#announce('xizang-trade-error', { error: new NothingToShowError(malformed, []), unknown: [] });
    }
  }

  #fail(error: Error): void {
    const language = toPublished(languageOf(this));
    const note = isEmpty(this) ? toNote('failed', language, strings[language].failed) : toKeptNote(this, language);
    this.#fill([toAside([note])], true);
    this.#enter({ status: 'failed', error });
    // What the page has wrong; of what the network does the browser speaks itself
    if (error.name === 'Error') console.warn(`${error}`);
    this.#announce('xizang-trade-error', { error, unknown: error instanceof NothingToShowError ? error.unknown : [] });
  }

  /** What stands between the tags is enough for a reader who saves data, until they ask. */
  #offer(): void {
    const language = toPublished(languageOf(this));
    const lang = wordsOf(language).languageTag;
    const button = make('button', { type: 'button', class: 'xt-load', lang }, strings[language].load);
    button.onclick = () => {
      this.#asked = true;
      this.requestUpdate();
    };
    this.#fill([toAside([button])], true);
  }

  /** With the white space that stands at the ends of the printed sentence, so that its other words stay where they are. */
  #fill(nodes: readonly Child[], keepsPrinted: boolean): void {
    const spaceAt = (end: RegExp) => (end.test(this.textContent ?? '') ? ' ' : '');
    const hadFocus = (this.renderRoot as ShadowRoot).activeElement;
    this.renderRoot.replaceChildren(keepsPrinted ? make('slot') : spaceAt(/^\s/), ...nodes, keepsPrinted ? '' : spaceAt(/\s$/));
    exposeParts(this.renderRoot);
    // Such as that of a reader who asked with the keyboard: it must not fall back to the top of the page
    if (hadFocus) this.renderRoot.querySelector('a')?.focus();
  }

  #enter(state: State): void {
    this.#state = state;
    const revised = 'revisions' in state && state.revisions.length > 0;
    setStates(this.#states, state.status, ...(revised ? (['revised'] as const) : []));
  }

  #selection(): Selection {
    return { ids: words(this.fact, this.facts), topics: words(this.topic) };
  }

  /** `null` is what a framework may set instead of nothing. */
  #edition(): Edition {
    return toEdition(this.src ?? '', this.release ?? '', this.asOf ?? '');
  }

  #announce<Name extends keyof Events>(name: Name, detail: Events[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function pickData(data: unknown, selection: Selection): Loaded {
  const answer = parseAnswer(data);
  if (answer === undefined) {
    throw new Error('data is not valid. Set an answer of /facts.json.');
  }
  return pickFacts(answer, selection);
}

/** Each word once. `join` makes nothing of the null that a framework may set. */
function words(...texts: string[]): string[] {
  return [...new Set(texts.join(' ').match(/[^\s,]+/g))];
}

/** Only Chromium tells. */
function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

declare global {
  interface HTMLElementTagNameMap {
    'xizang-trade': XizangTrade;
  }
}
