export type Theme = 'light' | 'dark';

/** The colours of a picture: those of the card (widget/card.css). */
export type Colours = { paper: string; ink: string; quiet: string; rule: string; mark: string };

export const colours: Record<Theme, Colours> = {
  light: { paper: '#fdfcfa', ink: '#1c1b19', quiet: '#5d5a54', rule: '#1c1b19', mark: '#8c2f1b' },
  dark: { paper: '#1b1d20', ink: '#ecebe7', quiet: '#a9a69f', rule: '#a9a69f', mark: '#f0a48f' },
};
