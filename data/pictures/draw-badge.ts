import type { Language } from '../fact.ts';
import { languageTag } from '../formats/card.ts';
import { toAlternative } from './alternative.ts';
import { drawLine, round, toSvg } from './draw.ts';
import type { Picture } from './picture.ts';
import { pictureStrings } from './strings.ts';
import type { Typesetter } from './typesetter.ts';

const HEIGHT = 20;
const PADDING = 7;
/** The paper between both halves is that of the page, whether it is light or dark. */
const COLOURS = { label: '#1c1b19', value: '#5d5a54', mark: '#8c2f1b', text: '#fdfcfa' };

/** A fact as a flat badge for a README: what, and the value, with a word where sources disagree or the fact was withdrawn. Pure. */
export function drawBadge(picture: Picture, language: Language, typeset: Typesetter): string {
  const { fact, withdrawn } = picture;
  const words = pictureStrings[language];
  const { title, period, value } = fact.text[language];
  const label = words.label(title, period);
  const word = withdrawn !== undefined ? words.withdrawnShort : fact.status === 'contested' ? words.contested : undefined;
  const shown = word === undefined ? value : words.beside(value, word);
  const style = { face: 'sans', size: 11.5, language } as const;
  const [left, right] = [label, shown].map((text) => Math.ceil(typeset(text, style).width + 2 * PADDING)) as [number, number];
  const width = left + right;
  return toSvg(
    {
      width,
      height: HEIGHT,
      title: `${label}: ${shown}`,
      description: toAlternative(picture, language),
      language: languageTag(language),
    },
    [
      `<path fill="${COLOURS.label}" d="M3 0H${left}V${HEIGHT}H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z"/>`,
      `<path fill="${word === undefined ? COLOURS.value : COLOURS.mark}" d="M${left} 0H${round(width - 3)}A3 3 0 0 1 ${width} 3V17A3 3 0 0 1 ${width - 3} 20H${left}Z"/>`,
      drawLine(label, style, typeset, { x: PADDING, y: 14, fill: COLOURS.text }),
      drawLine(shown, style, typeset, { x: left + PADDING, y: 14, fill: COLOURS.text }),
    ].join('\n'),
  );
}
