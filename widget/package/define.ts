/** Registers the class as `<xizang-trade>`, unless a page has one already. */
import '../index.ts';

export * from './xizang-trade.ts';
