/** Registers the element, and tells TypeScript what `<xizang-trade>` takes in JSX of React 19. */
import './define.ts';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Events } from '../events.ts';
import type { XizangTrade } from '../xizang-trade.ts';

export * from './xizang-trade.ts';

/** What `<xizang-trade>` takes in JSX: what every element does, the attributes of HTML, `data` as a property, and its events. */
export type XizangTradeProps = DetailedHTMLProps<HTMLAttributes<XizangTrade>, XizangTrade> & Options & Listeners;

type Options = {
  fact?: string | undefined;
  facts?: string | undefined;
  topic?: string | undefined;
  lang?: string | undefined;
  theme?: 'auto' | 'light' | 'dark' | undefined;
  variant?: 'card' | 'compact' | 'inline' | undefined;
  release?: string | undefined;
  'as-of'?: string | undefined;
  src?: string | undefined;
  data?: XizangTrade['data'];
};

/** React 19 listens to an event by its very name behind `on`: `onxizang-trade-load`. */
type Listeners = {
  [Name in keyof Events as `on${Name}`]?: ((event: CustomEvent<Events[Name]>) => void) | undefined;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'xizang-trade': XizangTradeProps;
    }
  }
}
