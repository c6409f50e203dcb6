import { html, LitElement } from 'lit';

/** A newspaper that is made with Lit: the card stands in its template, and its fact changes. */
class HostStory extends LitElement {
  static override properties = { fact: { state: true } };
  declare fact: string;

  constructor() {
    super();
    this.fact = 'total-2025';
  }

  override render() {
    return html`<button @click=${() => this.#turn()}>Nepal</button><xizang-trade fact=${this.fact}></xizang-trade>`;
  }

  #turn() {
    const card = this.renderRoot.querySelector('xizang-trade');
    const place = card?.nextSibling ?? null;
    card?.remove();
    this.fact = 'nepal-2024';
    if (card) this.renderRoot.insertBefore(card, place);
  }
}

customElements.define('host-story', HostStory);
