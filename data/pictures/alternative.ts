import type { Language } from '../fact.ts';
import type { Picture } from './picture.ts';
import { pictureStrings } from './strings.ts';

/** What a picture says, to those who do not see it: the spoken sentence, which names the source, with a word before it where the fact is withdrawn. */
export function toAlternative({ fact, withdrawn }: Pick<Picture, 'fact' | 'withdrawn'>, language: Language): string {
  const { sentence } = fact.text[language];
  return withdrawn === undefined ? sentence : pictureStrings[language].withdrawn(withdrawn.reason[language], sentence);
}
