import { XizangTrade } from './xizang-trade.ts';

// A page may load the script twice, or two versions of it: the first one stays
if (customElements.get('xizang-trade') === undefined) customElements.define('xizang-trade', XizangTrade);

export { XizangTrade };
