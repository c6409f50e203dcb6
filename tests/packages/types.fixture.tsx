import { createRef } from 'react';
import type { LoadDetail, State } from 'xizang-trade';
import { type FactsAnswer, XizangTrade } from 'xizang-trade/react';
import type { FactsAnswer as OurFactsAnswer } from './schema.ts';

// In a page: the tag gives the class, and the names of the events their details
const element = document.querySelector('xizang-trade');
export const fact: string | undefined = element?.fact;
export const state: State | undefined = element?.state;
document.createElement('xizang-trade').asOf = '2026-01-31';
document.addEventListener('xizang-trade-load', ({ detail }) => detail.facts.join(' '));
// @ts-expect-error: a load has no error
document.addEventListener('xizang-trade-load', ({ detail }) => detail.error);
// @ts-expect-error: a fact is named by a text
document.createElement('xizang-trade').fact = 2025;

// A class may be made of it
export class Other extends XizangTrade {
  override get state(): State {
    return super.state;
  }
}

// The types of the package are those that the schema infers, and no wider ones
type Same<One, Other> = (<Type>() => Type extends One ? 1 : 2) extends <Type>() => Type extends Other ? 1 : 2 ? true : false;
export const isOurs: Same<FactsAnswer, OurFactsAnswer> = true;
// @ts-expect-error: it can tell a difference
export const isOther: Same<FactsAnswer, Omit<OurFactsAnswer, 'release'>> = true;

// In JSX of React 19
const listen = ({ detail }: CustomEvent<LoadDetail>) => detail.release;
export const right = [
  <xizang-trade fact="total-2025" lang="zh" theme="dark" variant="compact" className="wide" key={1} />,
  <xizang-trade facts="total-2025 india-2025" release="2026-11-24.1" src="https://data.example.org" key={2} />,
  <xizang-trade topic="partners" as-of="2026-01-31" onxizang-trade-load={listen} key={3} />,
  <xizang-trade data={{ facts: [] } as unknown as FactsAnswer} ref={createRef<XizangTrade>()} key={4} />,
  <xizang-trade fact="total-2025" onxizang-trade-copy={({ detail }) => detail.what satisfies string} key={5}>
    <p>A figure</p>
  </xizang-trade>,
];
export const wrong = [
  // @ts-expect-error: there is no such variant
  <xizang-trade fact="total-2025" variant="tiny" key={1} />,
  // @ts-expect-error: there is no such theme
  <xizang-trade fact="total-2025" theme="sepia" key={2} />,
  // @ts-expect-error: a fact is named by a text
  <xizang-trade fact={2025} key={3} />,
  // @ts-expect-error: a misspelt attribute
  <xizang-trade fakt="total-2025" key={4} />,
  // @ts-expect-error: a copy has no facts
  <xizang-trade fact="total-2025" onxizang-trade-copy={({ detail }) => detail.facts} key={5} />,
  // @ts-expect-error: data is no text
  <xizang-trade data="total-2025" key={6} />,
];
