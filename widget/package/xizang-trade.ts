/** The class, without registering it: for who registers it under another name, extends it, or renders on a server. */
export type { Fact, FactsAnswer, FactText, Language, WithdrawnFact } from '../../data/fact.ts';
export type { CopyDetail, ErrorDetail, Events, LoadDetail, RevisedDetail } from '../events.ts';
export type { Revision } from '../note.ts';
export { type State, XizangTrade } from '../xizang-trade.ts';
