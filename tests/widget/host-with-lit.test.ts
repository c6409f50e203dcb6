import { html, LitElement } from 'lit';
import { beforeEach, expect, it } from 'vitest';
import { loaded, setMode, shownFacts } from './page.ts';

beforeEach(() => setMode('well'));

it('a host that has loaded Lit itself, and puts the element into a template of its own, sees the card', async () => {
  class HostCard extends LitElement {
    override render() {
      return html`<xizang-trade fact="total-2025"></xizang-trade>`;
    }
  }
  customElements.define('host-card', HostCard);
  const load = loaded();
  const host = document.createElement('host-card');
  document.body.append(host);
  expect(await load).toMatchObject({ facts: ['total-2025'] });
  const element = host.shadowRoot?.querySelector('xizang-trade');
  expect(element && shownFacts(element)).toEqual(['total-2025']);
});
