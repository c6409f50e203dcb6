// From the package of the base class, not from lit: that entry brings lit-html along (twice the size), which makes a Trusted Types policy
import { css, type PropertyValues, ReactiveElement, unsafeCSS } from '@lit/reactive-element';
import type { Fact } from '../data/fact.ts';
import cardStyle from './card.css?inline';
import { toCards } from './card.ts';
import type { Events } from './events.ts';
import { languageOf } from './language.ts';
import { loadFacts, type Selection, UnknownFactsError } from './loader.ts';
import { strings } from './strings/index.ts';

/** What the element has: nothing yet, facts, or the reason why there are none. */
export type State =
  | { status: 'waiting' }
  | { status: 'ready'; facts: readonly Fact[]; release: string }
  | { status: 'failed'; error: Error };

/** `<xizang-trade fact="total-2025">`: shows facts as cards. What stands between its tags is shown until then, and if that fails. */
export class XizangTrade extends ReactiveElement {
  static override properties = {
    fact: { useDefault: true },
    facts: { useDefault: true },
    topic: { useDefault: true },
    // Only to be told of changes; under another name, because an accessor would cover the `lang` that every HTML element has
    ownLang: { attribute: 'lang' },
  };

  static override styles = [unsafeCSS(cardStyle), css`:host { display: block } :host([hidden]) { display: none }`];

  /** The id of a fact. */
  declare fact: string;
  /** Ids of facts, with spaces between them. */
  declare facts: string;
  /** A topic, or several with spaces between them. */
  declare topic: string;

  #state: State = { status: 'waiting' };
  #turn = 0;

  constructor() {
    super();
    this.fact = '';
    this.facts = '';
    this.topic = '';
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
    this.#turn++;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.replaceChildren(document.createElement('slot'));
    return root;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    if (this.isConnected) void this.#show();
  }

  /** What is shown changes when the answer is there, at once and as a whole. */
  async #show(): Promise<void> {
    const turn = ++this.#turn;
    this.#state = { status: 'waiting' };
    try {
      const { facts, unknown, release } = await loadFacts(this.#selection());
      if (turn !== this.#turn) return;
      this.renderRoot.replaceChildren(toCards(facts, languageOf(this)));
      this.#state = { status: 'ready', facts, release };
      this.#announce('xizang-trade-load', { facts: facts.map(({ fact }) => fact), unknown, release });
    } catch (cause) {
      // Whatever it was, the page must keep a complete figure; the event and the state carry it on
      if (turn === this.#turn) this.#fail(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  #fail(error: Error): void {
    const empty = this.childElementCount === 0 && this.textContent?.trim() === '';
    this.renderRoot.replaceChildren(document.createElement('slot'), ...(empty ? [this.#sentence()] : []));
    this.#state = { status: 'failed', error };
    this.#announce('xizang-trade-error', { error, unknown: error instanceof UnknownFactsError ? error.unknown : [] });
  }

  #sentence(): HTMLElement {
    const { failed, languageTag } = strings[languageOf(this)];
    const sentence = document.createElement('p');
    sentence.className = 'xt-failed';
    sentence.lang = languageTag;
    sentence.textContent = failed;
    return sentence;
  }

  #selection(): Selection {
    return { ids: words(this.fact, this.facts), topics: words(this.topic) };
  }

  #announce<Name extends keyof Events>(name: Name, detail: Events[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** Each word once. `join` makes nothing of the null that a framework may set. */
function words(...texts: string[]): string[] {
  return [...new Set(texts.join(' ').split(/\s+/).filter(Boolean))];
}

declare global {
  interface HTMLElementTagNameMap {
    'xizang-trade': XizangTrade;
  }
}
